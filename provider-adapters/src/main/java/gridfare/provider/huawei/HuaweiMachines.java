package gridfare.provider.huawei;

import com.huaweicloud.sdk.ecs.v2.model.ListServersDetailsRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListServersDetailsResponse;
import com.huaweicloud.sdk.ecs.v2.model.ServerDetail;
import gridfare.domain.provider.LegId;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Listing;
import gridfare.provider.limit.OurTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists machines of ours by their tags.
final class HuaweiMachines {

    private static final int PAGE = 100;

    /// Ends a listing that the vendor never ends: more than any project may hold.
    private static final int MOST_PAGES = 1_000;

    private final HuaweiCalls calls;

    HuaweiMachines(HuaweiCalls calls) {
        this.calls = calls;
    }

    /// All pages.
    ///
    /// @param leg null: those of every leg
    Answer<Listing> list(@Nullable LegId leg, Deadline deadline) {
        String tags = OurTags.BROKER + "=" + OurTags.BROKER_VALUE;
        if (leg != null) tags += "," + OurTags.LEG + "=" + OurTags.value(leg);
        var pages = new Listing.Pages(calls.region(), leg);
        for (int page = 1; page <= MOST_PAGES; page++) {
            var request =
                    new ListServersDetailsRequest().withTags(tags).withLimit(PAGE).withOffset(page);
            Answer<ListServersDetailsResponse> answer =
                    calls.ecs(deadline, ecs -> ecs.listServersDetails(request));
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            List<ServerDetail> servers = body.getServers();
            Integer count = body.getCount();
            if (servers == null || count == null) {
                return new Answer.Lost<>("An answer without a list of machines.");
            }
            for (ServerDetail server : servers) {
                if (server.getId() == null
                        || server.getFlavor() == null
                        || server.getOsEXTAZAvailabilityZone() == null) {
                    return new Answer.Lost<>("A machine without a name, a type or a place.");
                }
                pages.take(seen(server));
            }
            if (servers.size() < PAGE) {
                return pages.told() == count
                        ? new Answer.Body<>(pages.listing())
                        : new Answer.Lost<>("The list changed while it was read.");
            }
        }
        return new Answer.Lost<>("A list of machines without an end.");
    }

    /// A machine that the vendor is about to take back is locked.
    private static Listing.Seen seen(ServerDetail server) {
        return new Listing.Seen(
                server.getId(),
                Words.tags(server.getTags()),
                server.getOsEXTAZAvailabilityZone(),
                server.getFlavor().getId(),
                server.getStatus(),
                Words.state(server.getStatus(), server.getOsEXTSTSTaskState()),
                Boolean.TRUE.equals(server.getLocked()));
    }
}
