package gridfare.web.market;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.provider.Provider;
import gridfare.domain.provider.ReadProviders;
import gridfare.domain.provider.Reliabilities;
import gridfare.pricing.market.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/// The market as it is now, for showing. Providers' names are asked for once a minute.
@ApplicationScoped
public class Markets {

    private static final Duration KEPT = Duration.ofMinutes(1);

    @Inject OfferBook book;
    @Inject ReadProviders readProviders;
    @Inject Reliabilities reliabilities;
    @Inject @Wall InstantSource wall;

    private volatile Names names = new Names(Map.of(), Instant.EPOCH);

    private record Names(Map<ProviderId, String> byId, Instant askedAt) {}

    public Market now() {
        Names known = names;
        if (known.byId().isEmpty() || known.askedAt().plus(KEPT).isBefore(wall.instant())) {
            known =
                    new Names(
                            readProviders.all().stream()
                                    .collect(Collectors.toMap(Provider::id, Provider::name)),
                            wall.instant());
            names = known;
        }
        return new Market(book.snapshot(), known.byId(), reliabilities);
    }
}
