package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.models.DescribeInstanceTypesRequest;
import com.aliyun.ecs20140526.models.DescribeInstanceTypesResponseBody;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The instance types that one end point lists: the same for every account and region, long, and
/// seldom new. So they are read once an hour.
final class AlibabaTypes {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final long PAGE = 100;
    private static final int MOST_PAGES = 100;

    /// @param gpuSpec the vendor's free text, e.g. `NVIDIA A100`; empty without an accelerator
    record VendorType(int gpus, String gpuSpec, int gpuMemoryGib) {}

    private record Read(Map<String, VendorType> types, Deadline good) {}

    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read last;

    Answer<Map<String, VendorType>> all(AlibabaCalls calls, Deadline deadline) {
        reading.lock();
        try {
            Read known = last;
            if (known != null && known.good().left().isPositive()) {
                return new Answer.Body<>(known.types());
            }
            Answer<Map<String, VendorType>> answer = read(calls, deadline);
            if (answer instanceof Answer.Body(var types)) {
                last = new Read(types, Deadline.in(KEPT));
            }
            return answer;
        } finally {
            reading.unlock();
        }
    }

    private static Answer<Map<String, VendorType>> read(AlibabaCalls calls, Deadline deadline) {
        Map<String, VendorType> types = new HashMap<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request = new DescribeInstanceTypesRequest().setMaxResults(PAGE);
            if (token != null) request.setNextToken(token);
            Answer<DescribeInstanceTypesResponseBody> answer =
                    calls.ask(
                            calls.homeRegion(),
                            deadline,
                            (client, options) ->
                                    client.describeInstanceTypesWithOptions(request, options)
                                            .getBody());
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            if (body.getInstanceTypes() == null) {
                return new Answer.Lost<>("An answer without instance types.");
            }
            for (var type : body.getInstanceTypes().getInstanceType()) {
                types.put(type.getInstanceTypeId(), vendorType(type));
            }
            token = body.getNextToken();
            if (token == null || token.isEmpty()) return new Answer.Body<>(Map.copyOf(types));
        }
        return new Answer.Lost<>("More than " + MOST_PAGES + " pages of instance types.");
    }

    private static VendorType vendorType(
            DescribeInstanceTypesResponseBody
                            .DescribeInstanceTypesResponseBodyInstanceTypesInstanceType
                    type) {
        Integer gpus = type.getGPUAmount();
        String spec = type.getGPUSpec();
        Float memory = type.getGPUMemorySize();
        return new VendorType(
                gpus == null ? 0 : gpus,
                spec == null ? "" : spec,
                memory == null ? 0 : Math.round(memory));
    }
}
