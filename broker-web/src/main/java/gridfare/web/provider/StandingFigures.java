package gridfare.web.provider;

import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.Reliabilities;
import gridfare.web.text.Texts;

/// How a provider stands, in figures of a few characters.
public final class StandingFigures {

    private StandingFigures() {}

    /// Of the calls of the last quarter of an hour.
    public static String success(ProviderStanding one, Texts t) {
        var rate = one.calls().successRate();
        return rate.isEmpty() ? "–" : t.percent(rate.getAsDouble(), 1);
    }

    /// `120 / 900 ms`: of a call on average, and of the slowest.
    public static String latency(ProviderStanding one, Texts t) {
        var calls = one.calls();
        return calls.calls() == 0
                ? "–"
                : t.number(calls.meanMs()) + " / " + t.number(calls.worstMs()) + " ms";
    }

    public static String score(Reliabilities.Past past, Texts t) {
        return past.observed() == 0 ? "–" : t.percent(past.score().value(), 1);
    }
}
