package gridfare.web.placement;

import gridfare.domain.placement.Leg;
import gridfare.domain.placement.LegState;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.Money;
import gridfare.web.market.Words;
import gridfare.web.part.Badge;
import gridfare.web.part.Icon;
import gridfare.web.part.Tone;
import gridfare.web.text.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Placements in a reader's words.
public final class Wording {

    private static final int SHORT_ID = 14;

    private Wording() {}

    /// Its name; where it has none, what it runs on.
    public static String title(PlacementStory story, Words words) {
        return story.placement().name().orElseGet(() -> what(story, words));
    }

    /// `8 × A100 SXM4 80GB`.
    public static String what(PlacementStory story, Words words) {
        return story.placement().gpus()
                + " × "
                + current(story).stream()
                        .map(leg -> words.chip(leg.chip()))
                        .distinct()
                        .collect(Collectors.joining(" + "));
    }

    public static String where(PlacementStory story, Words words) {
        return distinct(current(story).stream().map(Leg::site).toList()).stream()
                .map(words::place)
                .collect(Collectors.joining(" + "));
    }

    public static String by(PlacementStory story, Words words) {
        List<ProviderId> providers = current(story).stream().map(Leg::provider).distinct().toList();
        return providers.stream().map(words::provider).collect(Collectors.joining(" + "));
    }

    private static List<SiteId> distinct(Collection<SiteId> sites) {
        return sites.stream().distinct().toList();
    }

    /// The legs that no other one has taken the place of.
    public static List<Leg> current(PlacementStory story) {
        Set<LegId> replaced =
                story.legs().stream()
                        .flatMap(leg -> leg.replaces().stream())
                        .collect(Collectors.toSet());
        return story.legs().stream().filter(leg -> !replaced.contains(leg.id())).toList();
    }

    /// What its running legs cost an hour.
    public static Money perHour(PlacementStory story) {
        return story.legs().stream()
                .filter(leg -> leg.state() == LegState.RUNNING)
                .map(leg -> leg.rate().perHour().times(leg.gpus()))
                .reduce(Money.zero(story.placement().estimate().currency()), Money::plus);
    }

    /// What the quote said for the whole agreed time, before tax.
    static Money quoted(PlacementStory story) {
        Placement placement = story.placement();
        return story.legs().stream()
                .filter(leg -> leg.replaces().isEmpty())
                .map(leg -> leg.rate().estimateFor(leg.gpus() * placement.duration().toSeconds()))
                .reduce(Money.zero(placement.estimate().currency()), Money::plus);
    }

    static String shortId(Placement placement) {
        return placement.id().external().substring(0, SHORT_ID);
    }

    public static Badge badge(PlacementState state, Texts t) {
        return new Badge(tone(state), icon(state), t.word(state));
    }

    static Badge badge(LegState state, Texts t) {
        return switch (state) {
            case PLANNED -> new Badge(Tone.MUTE, Icon.CLOCK, t.word(state));
            case HELD -> new Badge(Tone.ACCENT, Icon.PIN, t.word(state));
            case STARTING -> new Badge(Tone.ACCENT, Icon.REFRESH, t.word(state));
            case RUNNING -> new Badge(Tone.OK, Icon.PLAY, t.word(state));
            case STOPPING -> new Badge(Tone.MUTE, Icon.STOP, t.word(state));
            case RELEASED -> new Badge(Tone.MUTE, Icon.CHECK, t.word(state));
            case REFUSED, LOST -> new Badge(Tone.BAD, Icon.BAD, t.word(state));
        };
    }

    static Icon icon(PlacementState state) {
        return switch (state) {
            case REQUESTED, QUEUED -> Icon.CLOCK;
            case RESERVING, STARTING, RECOVERING -> Icon.REFRESH;
            case RUNNING -> Icon.PLAY;
            case AWAITING_BUYER -> Icon.WARN;
            case STOPPING -> Icon.STOP;
            case ENDED -> Icon.CHECK;
            case FAILED -> Icon.BAD;
            case CANCELLED -> Icon.CLOSE;
        };
    }

    static Tone tone(PlacementState state) {
        return switch (state) {
            case REQUESTED, QUEUED, STOPPING, ENDED, CANCELLED -> Tone.MUTE;
            case RESERVING, STARTING -> Tone.ACCENT;
            case RUNNING -> Tone.OK;
            case RECOVERING, AWAITING_BUYER -> Tone.WARN;
            case FAILED -> Tone.BAD;
        };
    }
}
