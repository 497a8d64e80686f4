package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest.DescribeInstancesRequestTag;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody;
import com.aliyun.ecs20140526.models.DescribeInstancesResponseBody.DescribeInstancesResponseBodyInstancesInstance;
import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists machines of ours by their tags: a machine without the broker's tag is dropped here, even
/// if the vendor's filter should let it through, so nothing above can touch it.
final class AlibabaMachines {

    private static final int PAGE = 100;

    /// Ends a listing that the vendor never ends: more than any account may hold in a region.
    private static final int MOST_PAGES = 1_000;

    /// @param quarantined machines whose state has a name that we do not know
    record Listing(List<Machine> machines, List<Quarantined> quarantined) {}

    private final AlibabaCalls calls;

    AlibabaMachines(AlibabaCalls calls) {
        this.calls = calls;
    }

    /// All pages of a region.
    ///
    /// @param leg null: those of every leg
    Answer<Listing> list(String region, @Nullable LegId leg, Deadline deadline) {
        List<DescribeInstancesRequestTag> tags = new ArrayList<>();
        tags.add(tag(Words.BROKER_TAG, Words.BROKER));
        if (leg != null) tags.add(tag(Words.LEG_TAG, leg.uuid().toString()));
        List<Machine> machines = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
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
                take(instance, region, leg, machines, quarantined);
            }
            token = body.getNextToken();
            if (token == null || token.isEmpty()) {
                return new Answer.Body<>(new Listing(machines, quarantined));
            }
        }
        return new Answer.Lost<>("A list of machines without an end.");
    }

    private static void take(
            DescribeInstancesResponseBodyInstancesInstance instance,
            String region,
            @Nullable LegId wanted,
            List<Machine> machines,
            List<Quarantined> quarantined) {
        Map<String, String> tags = tags(instance);
        if (!Words.BROKER.equals(tags.get(Words.BROKER_TAG))) return;
        LegId leg = Words.leg(tags.get(Words.LEG_TAG));
        if (wanted != null && !wanted.equals(leg)) return;
        Words.state(instance.getStatus())
                .ifPresentOrElse(
                        state ->
                                machines.add(
                                        new Machine(
                                                instance.getInstanceId(),
                                                leg,
                                                region,
                                                instance.getZoneId(),
                                                instance.getInstanceType(),
                                                state,
                                                isReclaimed(instance))),
                        () ->
                                quarantined.add(
                                        new Quarantined(
                                                instance.getInstanceId(),
                                                "Its state is called " + instance.getStatus())));
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
