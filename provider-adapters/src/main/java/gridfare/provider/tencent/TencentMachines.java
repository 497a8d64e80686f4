package gridfare.provider.tencent;

import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesResponse;
import com.tencentcloudapi.cvm.v20170312.models.Filter;
import com.tencentcloudapi.cvm.v20170312.models.Instance;
import gridfare.domain.provider.LegId;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Listing;
import gridfare.provider.limit.OurTags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists machines of ours by their tags. That a spot machine will be taken back is told inside the
/// machine only: here it is seen when it goes.
final class TencentMachines {

    private static final long PAGE = 100;

    /// Ends a listing that the vendor never ends: more than any account may hold in a region.
    private static final int MOST_PAGES = 1_000;

    private final TencentCalls calls;

    TencentMachines(TencentCalls calls) {
        this.calls = calls;
    }

    /// All pages of a region.
    ///
    /// @param leg null: those of every leg
    Answer<Listing> list(String region, @Nullable LegId leg, Deadline deadline) {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("tag:" + OurTags.BROKER, OurTags.BROKER_VALUE));
        if (leg != null) filters.add(filter("tag:" + OurTags.LEG, OurTags.value(leg)));
        var pages = new Listing.Pages(region, leg);
        for (int page = 0; page < MOST_PAGES; page++) {
            var request = new DescribeInstancesRequest();
            request.setFilters(filters.toArray(Filter[]::new));
            request.setOffset(page * PAGE);
            request.setLimit(PAGE);
            Answer<DescribeInstancesResponse> answer =
                    calls.ask(region, deadline, client -> client.DescribeInstances(request));
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            Instance[] instances = body.getInstanceSet();
            Long total = body.getTotalCount();
            if (instances == null || total == null) {
                return new Answer.Lost<>("An answer without a list of machines.");
            }
            for (Instance instance : instances) {
                if (instance.getInstanceId() == null || instance.getPlacement() == null) {
                    return new Answer.Lost<>("A machine without a name or a place.");
                }
                pages.take(seen(instance));
            }
            if (instances.length < PAGE) {
                return pages.told() == total
                        ? new Answer.Body<>(pages.listing())
                        : new Answer.Lost<>("The list changed while it was read.");
            }
        }
        return new Answer.Lost<>("A list of machines without an end.");
    }

    private static Listing.Seen seen(Instance instance) {
        Map<String, String> tags = new HashMap<>();
        if (instance.getTags() != null) {
            for (var tag : instance.getTags()) tags.put(tag.getKey(), tag.getValue());
        }
        return new Listing.Seen(
                instance.getInstanceId(),
                tags,
                instance.getPlacement().getZone(),
                instance.getInstanceType(),
                instance.getInstanceState(),
                Words.state(instance.getInstanceState()),
                false);
    }

    static Filter filter(String name, String... values) {
        var filter = new Filter();
        filter.setName(name);
        filter.setValues(values);
        return filter;
    }
}
