package gridfare.domain.provider;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider as the operator sees it: how it answers, and how much of it is on the market.
///
/// @param offers on sale now
/// @param quarantined what it lists and we do not know how to sell
public record ProviderStanding(
        Provider provider,
        @Nullable ProviderHealth health,
        long sites,
        long offers,
        long quarantined) {

    /// How it answers.
    public enum Answering {
        /// Its last answer came.
        ANSWERS,
        /// It was asked and did not answer, once or several times on end.
        FAILS,
        /// It was never heard nor missed: it was not asked yet, or has no account.
        NOT_HEARD
    }

    public Answering answering() {
        if (health == null) return Answering.NOT_HEARD;
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
