package gridfare.load.replay;

import java.util.List;

/// A line of an openb pod list. Seconds count from the trace's beginning.
///
/// @param gpus GPUs asked for; a part of a GPU counts as one
/// @param partOfOne whether the pod asked for less than a whole GPU
/// @param gpuModels models that the pod accepts, in the trace's words; empty: any
/// @param arrivalSecond when it was asked for
/// @param lifeSeconds how long it ran; an hour where the trace never scheduled it
/// @param scheduled whether the trace scheduled it
record Pod(
        String name,
        int gpus,
        boolean partOfOne,
        List<String> gpuModels,
        Qos qos,
        long arrivalSecond,
        long lifeSeconds,
        boolean scheduled) {

    static final long LIFE_OF_UNSCHEDULED_SECONDS = 3_600;

    Pod {
        gpuModels = List.copyOf(gpuModels);
        if (lifeSeconds < 1) {
            throw new IllegalArgumentException(name + " lived " + lifeSeconds + " s.");
        }
    }

    /// The trace's QoS classes, each with the tier that stands for it. LS pods name no place, so
    /// REALTIME has no round-trip bound here.
    enum Qos {
        LS("REALTIME"),
        GUARANTEED("GUARANTEED"),
        BURSTABLE("STANDARD"),
        BE("BEST_EFFORT");

        private final String tier;

        Qos(String tier) {
            this.tier = tier;
        }

        String tier() {
            return tier;
        }
    }
}
