package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest.DescribeInstancesRequestTag;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody.DescribeInstancesResponseBodyInstancesInstance;
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

/// Lists machines of ours by their tags.
final class AlibabaMachines {

    private static final int PAGE = 100;

    /// Ends a listing that the vendor never ends: more than any account may hold in a region.
    private static final int MOST_PAGES = 1_000;

    private final AlibabaCalls calls;

    AlibabaMachines(AlibabaCalls calls) {
        this.calls = calls;
    }

    /// All pages of a region.
    ///
    /// @param leg null: those of every leg
    Answer<Listing> list(String region, @Nullable LegId leg, Deadline deadline) {
        List<DescribeInstancesRequestTag> tags = new ArrayList<>();
        tags.add(tag(OurTags.BROKER, OurTags.BROKER_VALUE));
        if (leg != null) tags.add(tag(OurTags.LEG, OurTags.value(leg)));
        var pages = new Listing.Pages(region, leg);
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request =
                    new DescribeInstancesRequest()
                            .setRegionId(region)
                            .setTag(tags)
                            .setMaxResults(PAGE);
            if (token != null) request.setNextToken(token);
            Answer<DescribeInstancesResponseBody> answer =
                    calls.ask(
                            region,
                            deadline,
                            (client, options) ->
                                    client.describeInstancesWithOptions(request, options)
                                            .getBody());
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            if (body.getInstances() == null || body.getInstances().getInstance() == null) {
                return new Answer.Lost<>("An answer without a list of machines.");
            }
            for (var instance : body.getInstances().getInstance()) {
                pages.take(seen(instance));
            }
            token = body.getNextToken();
            if (token == null || token.isEmpty()) {
                return new Answer.Body<>(pages.listing());
            }
        }
        return new Answer.Lost<>("A list of machines without an end.");
    }

    private static Listing.Seen seen(DescribeInstancesResponseBodyInstancesInstance instance) {
        return new Listing.Seen(
                instance.getInstanceId(),
                tags(instance),
                instance.getZoneId(),
                instance.getInstanceType(),
                instance.getStatus(),
                Words.state(instance.getStatus()),
                isReclaimed(instance));
    }

    private static Map<String, String> tags(
            DescribeInstancesResponseBodyInstancesInstance instance) {
        Map<String, String> tags = new HashMap<>();
        if (instance.getTags() != null && instance.getTags().getTag() != null) {
            instance.getTags()
                    .getTag()
                    .forEach(tag -> tags.put(tag.getTagKey(), tag.getTagValue()));
        }
        return tags;
    }

    private static boolean isReclaimed(DescribeInstancesResponseBodyInstancesInstance instance) {
        var locks = instance.getOperationLocks();
        return locks != null
                && locks.getLockReason() != null
                && locks.getLockReason().stream()
                        .anyMatch(lock -> Words.isReclaim(lock.getLockReason()));
    }

    private static DescribeInstancesRequestTag tag(String key, String value) {
        return new DescribeInstancesRequestTag().setKey(key).setValue(value);
    }
}
