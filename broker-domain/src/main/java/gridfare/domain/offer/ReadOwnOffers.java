package gridfare.domain.offer;

import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Shows a provider's organisation what its accounts offer. What a market shows is no secret, so
/// these tables have no row-level security: the organisation stands in the statement.
@UseCase
public class ReadOwnOffers {

    @Inject StatelessSession session;

    /// By site, instance type and purchase option.
    public List<OwnOffer> all(Party party) {
        return session
                .createNativeQuery(
                        """
                        select o.id_uuid as offer, p.provider_uuid, p.site_uuid, s.code, s.place_name,
                               s.subdivision, p.chip, p.instance_type, p.gpus_per_instance,
                               o.purchase_option, o.on_sale, o.price_micros, o.price_currency, p.free,
                               p.claimed, p.counted, g.seen_at
                        from provider v
                        join pool p on p.provider_uuid = v.id_uuid
                        join site s on s.id_uuid = p.site_uuid
                        join offer o on o.pool_uuid = p.id_uuid
                        left join region_sighting g
                            on g.provider_uuid = p.provider_uuid and g.region = p.region
                        where v.organisation_uuid = :organisation
                        order by s.subdivision, s.place_name, s.code, p.chip, p.instance_type,
                            o.purchase_option\
                        """,
                        Object[].class)
                .addScalar("offer", UUID.class)
                .addScalar("provider_uuid", UUID.class)
                .addScalar("site_uuid", UUID.class)
                .addScalar("code", String.class)
                .addScalar("place_name", String.class)
                .addScalar("subdivision", String.class)
                .addScalar("chip", String.class)
                .addScalar("instance_type", String.class)
                .addScalar("gpus_per_instance", Integer.class)
                .addScalar("purchase_option", String.class)
                .addScalar("on_sale", Boolean.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("free", Integer.class)
                .addScalar("claimed", Integer.class)
                .addScalar("counted", Boolean.class)
                .addScalar("seen_at", Instant.class)
                .setParameter("organisation", party.organisation().uuid())
                .getResultList()
                .stream()
                .map(ReadOwnOffers::offer)
                .toList();
    }

    private static OwnOffer offer(@Nullable Object[] row) {
        Long micros = (Long) row[11];
        String currency = (String) row[12];
        return new OwnOffer(
                new OfferId((UUID) row[0]),
                new ProviderId((UUID) row[1]),
                new SiteId((UUID) row[2]),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                new ChipId((String) row[6]),
                (String) row[7],
                (Integer) row[8],
                PurchaseOption.valueOf((String) row[9]),
                (Boolean) row[10],
                micros == null || currency == null
                        ? null
                        : new Money(micros, Currency.getInstance(currency)),
                (Integer) row[13],
                (Integer) row[14],
                (Boolean) row[15],
                (Instant) row[16]);
    }
}
