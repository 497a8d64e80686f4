package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import java.util.List;
import java.util.Locale;

/// DescribeInstanceTypes: all types there are, of whatever region.
final class TypeActions {

    private static final int PAGE = 100;

    private final Catalogue catalogue;

    TypeActions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode types(Parameters asked) {
        List<String> ids = asked.list("InstanceTypes");
        if (ids.size() > 10) throw EcsFailure.invalid("InstanceTypes");
        int least = asked.number("MinimumGPUAmount", 0, 0, Integer.MAX_VALUE);
        String spec = asked.or("GPUSpec", "").toLowerCase(Locale.ROOT);
        List<InstanceType> found =
                catalogue.types().stream()
                        .filter(type -> ids.isEmpty() || ids.contains(type.id()))
                        .filter(type -> type.gpus() >= least)
                        .filter(type -> type.gpuSpec().toLowerCase(Locale.ROOT).contains(spec))
                        .toList();
        int most = asked.number("MaxResults", PAGE, 1, PAGE);
        Page<InstanceType> page = Page.of(found, asked.find("NextToken"), most);
        ObjectNode body = Json.object().put("NextToken", page.nextToken());
        ArrayNode types = body.putObject("InstanceTypes").putArray("InstanceType");
        page.items().forEach(type -> add(types, type));
        return body;
    }

    private static void add(ArrayNode types, InstanceType type) {
        String family = type.id().substring(0, type.id().lastIndexOf('.'));
        types.addObject()
                .put("InstanceTypeId", type.id())
                .put("InstanceTypeFamily", family)
                .put("CpuCoreCount", type.vcpus())
                .put("CpuArchitecture", "X86")
                .put("MemorySize", (float) type.memoryGib())
                .put("GPUAmount", type.gpus())
                .put("GPUSpec", type.gpuSpec())
                .put("GPUMemorySize", (float) type.gpuMemoryGib());
    }
}
