package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How well a provider answers. All instants are wall time.
@Entity
public class ProviderHealth {

    @EmbeddedId private ProviderId provider;
    private @Nullable Instant heardAt;
    private @Nullable Instant failedAt;
    private int failures;
    private @Nullable String failure;
    private @Nullable Instant stockGatheredAt;
    private @Nullable Instant pricesGatheredAt;
    private @Nullable Instant silentUntil;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected ProviderHealth() {}

    public ProviderId provider() {
        return provider;
    }

    /// When it last answered.
    public Optional<Instant> heardAt() {
        return Optional.ofNullable(heardAt);
    }

    /// When it last failed to.
    public Optional<Instant> failedAt() {
        return Optional.ofNullable(failedAt);
    }

    /// How often it failed since it was last heard.
    public int failures() {
        return failures;
    }

    /// What the last failure was.
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    public Optional<Instant> stockGatheredAt() {
        return Optional.ofNullable(stockGatheredAt);
    }

    /// Until when nothing is asked of it; empty where it answers.
    public Optional<Instant> silentUntil() {
        return Optional.ofNullable(silentUntil);
    }

    public Optional<Instant> pricesGatheredAt() {
        return Optional.ofNullable(pricesGatheredAt);
    }
}
