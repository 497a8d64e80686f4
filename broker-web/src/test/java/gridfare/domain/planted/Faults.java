package gridfare.domain.planted;

import com.vaadin.flow.component.html.Div;
import gridfare.domain.plantedtoo.Egg;
import gridfare.web.config.Settings;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Each class breaks one rule.
public final class Faults {

    public static class KnowsVaadin {
        @Nullable Div found;
    }

    public static class KnowsRest {
        @Nullable Response found;
    }

    public static class CallsOut {
        @Nullable HttpClient found;
    }

    public static class KnowsTheWeb {
        @Nullable Settings found;
    }

    public static class Chicken {
        @Nullable Egg hatchedFrom;
    }

    public static class ReadsTheClock {
        long millis() {
            return System.currentTimeMillis();
        }
    }

    public static class MakesAClock {
        InstantSource source = InstantSource.system();
        Clock clock = Clock.system(ZoneOffset.UTC);
    }

    public static class ReadsTheDay {
        LocalDate today() {
            return LocalDate.now(ZoneOffset.UTC);
        }
    }
}
