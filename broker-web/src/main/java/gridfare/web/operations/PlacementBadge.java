package gridfare.web.operations;

import gridfare.domain.placement.PlacementState;
import gridfare.web.part.Badge;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;

/// A placement's state as the operator's tables show it.
final class PlacementBadge {

    private PlacementBadge() {}

    static Badge of(PlacementState state, Texts t) {
        return switch (state) {
            case RUNNING -> new Badge(Tone.OK, Icon.PLAY, t.word(state));
            case REQUESTED, RESERVING, STARTING, STOPPING ->
                    new Badge(Tone.ACCENT, Icon.REFRESH, t.word(state));
            case QUEUED -> new Badge(Tone.MUTE, Icon.PAUSE, t.word(state));
            case RECOVERING -> new Badge(Tone.WARN, Icon.WARN, t.word(state));
            case AWAITING_BUYER -> new Badge(Tone.WARN, Icon.CLOCK, t.get("stuck.awaiting-buyer"));
            case ENDED -> new Badge(Tone.MUTE, Icon.STOP, t.word(state));
            case FAILED -> new Badge(Tone.BAD, Icon.BAD, t.word(state));
            case CANCELLED -> new Badge(Tone.MUTE, Icon.CLOSE, t.word(state));
        };
    }
}
