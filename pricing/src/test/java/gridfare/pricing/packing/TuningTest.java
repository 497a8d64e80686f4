package gridfare.pricing.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuningTest {

    @Test
    void theSameClusterGetsTheSameChoiceAndItPacksWhatFits() {
        // Four nodes of two GPUs; halves and wholes. Eight GPUs are asked for and all can be used.
        List<NodeShape> nodes = List.of(node(), node(), node(), node());
        TaskShape half = new TaskShape(1_000, 0, 1, 500, Set.of());
        TaskShape whole = new TaskShape(1_000, 0, 1, 1_000, Set.of());
        Tuning.Choice choice = Tuning.best(nodes, List.of(half, half, whole), 1, 3);
        assertThat(Tuning.best(nodes, List.of(half, half, whole), 1, 3)).isEqualTo(choice);

        Packer packer = Packer.of(nodes, choice.forecast(), choice.rules());
        for (int i = 0; i < 4; i++) {
            assertThat(packer.place(half)).isInstanceOf(Packed.Placed.class);
            assertThat(packer.place(whole)).isInstanceOf(Packed.Placed.class);
            assertThat(packer.place(half)).isInstanceOf(Packed.Placed.class);
        }
        assertThat(packer.gpuMilliInUse()).isEqualTo(8_000);
    }

    @Test
    void noTasksAndNoNodesAreNoFault() {
        assertThat(Tuning.best(List.of(), List.of(), 1.3, 1).forecast().parts()).isEmpty();
    }

    private static NodeShape node() {
        return new NodeShape(8_000, 1_000, 2, "a");
    }
}
