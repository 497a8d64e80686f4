package gridfare.domain.provider;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A provider as the operator sees it: how it answers, and how much of it is on the market.
///
/// @param offers on sale now
/// @param quarantined what it lists and we do not know how to sell
/// @param calls how it answered in the last quarter of an hour
/// @param past what became of the legs it carried
public record ProviderStanding(
        Provider provider,
        @Nullable ProviderHealth health,
        long sites,
        long offers,
        long quarantined,
        Calls calls,
        Reliabilities.Past past) {

    /// @param meanMs of a call that was made; 0 where none was
    public record Calls(long calls, long failures, long meanMs, long worstMs) {

        static final Calls NONE = new Calls(0, 0, 0, 0);

        /// From 0 to 1; empty where nothing was asked.
        public OptionalDouble successRate() {
            return calls == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(1 - (double) failures / calls);
        }
    }

    /// How it answers.
    public enum Answering {
        /// Its last answer came.
        ANSWERS,
        /// It was asked and did not answer, once or several times on end.
        FAILS,
        /// It did not answer so often that it is not asked for a while.
        SILENT,
        /// It was never heard nor missed: it was not asked yet, or has no account.
        NOT_HEARD
    }

    public Answering answering() {
        if (health == null) return Answering.NOT_HEARD;
        if (health.silentUntil().isPresent()) return Answering.SILENT;
        if (health.failures() > 0) return Answering.FAILS;
        return health.heardAt().isPresent() ? Answering.ANSWERS : Answering.NOT_HEARD;
    }

    /// When it last answered, wall time.
    public Optional<Instant> heardAt() {
        return Optional.ofNullable(health).flatMap(ProviderHealth::heardAt);
    }

    public Optional<Instant> stockGatheredAt() {
        return Optional.ofNullable(health).flatMap(ProviderHealth::stockGatheredAt);
    }

    public Optional<Instant> pricesGatheredAt() {
        return Optional.ofNullable(health).flatMap(ProviderHealth::pricesGatheredAt);
    }

    /// Until when it is not asked, because it does not answer.
    public Optional<Instant> silentUntil() {
        return Optional.ofNullable(health).flatMap(ProviderHealth::silentUntil);
    }

    /// How often on end it did not answer.
    public int failures() {
        return health == null ? 0 : health.failures();
    }

    /// In words of the adapter, while it fails.
    public Optional<String> failure() {
        return failures() == 0
                ? Optional.empty()
                : Optional.ofNullable(health).flatMap(ProviderHealth::failure);
    }
}
