package gridfare.web.planted;

import com.aliyun.ecs20140526.Client;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.stripe.StripeClient;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.SignIn;
import gridfare.domain.placement.Placements;
import gridfare.web.plantedtoo.Egg;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsAlibaba {
        @Nullable Client found;
    }

    public static class KnowsHuawei {
        @Nullable EcsClient found;
    }

    public static class KnowsTencent {
        @Nullable CvmClient found;
    }

    public static class KnowsStripe {
        @Nullable StripeClient found;
    }

    public static class KnowsQuartz {
        @Nullable Scheduler found;
    }

    public static class UsesARepository {
        @Nullable Placements found;
    }

    public static class UsesHibernate {
        @Nullable StatelessSession found;
    }

    public static class Chicken {
        @Nullable Egg hatchedFrom;
    }

    public static class AsksForNobody {
        int memberships(SignIn signIn, PersonId person) {
            return signIn.memberships(person).size();
        }
    }

    @Path("planted")
    public static class ForgetsItsRoles {
        @GET
        public String get() {
            return "";
        }
    }

    @Route("planted")
    public static final class ForgetsItsVisitors extends Div {
        private static final long serialVersionUID = 1L;
    }
}
