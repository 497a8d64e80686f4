package gridfare.web.rest;

import gridfare.domain.id.ExternalId;
import gridfare.domain.id.TypedId;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethodId;
import gridfare.domain.key.ApiKeyId;
import gridfare.domain.ledger.TransferId;
import gridfare.domain.metering.UsageId;
import gridfare.domain.notice.WebhookId;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.SubscriptionId;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The outside's form of every kind of identifier: a prefix that tells the kind and 26 characters.
public final class Ids {

    /// One kind of identifier.
    record Kind<T>(
            Class<T> type, String prefix, Function<UUID, T> reading, Function<T, UUID> uuid) {

        Optional<T> parse(String text) {
            return ExternalId.parse(text, prefix, reading);
        }

        String text(T id) {
            return ExternalId.text(prefix, uuid.apply(id));
        }
    }

    static final List<Kind<?>> KINDS =
            List.of(
                    typed(OrganisationId.class, OrganisationId.PREFIX, OrganisationId::new),
                    typed(PersonId.class, PersonId.PREFIX, PersonId::new),
                    typed(ApiKeyId.class, ApiKeyId.PREFIX, ApiKeyId::new),
                    typed(WebhookId.class, WebhookId.PREFIX, WebhookId::new),
                    typed(QuoteId.class, QuoteId.PREFIX, QuoteId::new),
                    typed(OptionId.class, OptionId.PREFIX, OptionId::new),
                    typed(PlacementId.class, PlacementId.PREFIX, PlacementId::new),
                    typed(LegId.class, LegId.PREFIX, LegId::new),
                    typed(UsageId.class, UsageId.PREFIX, UsageId::new),
                    typed(SubscriptionId.class, SubscriptionId.PREFIX, SubscriptionId::new),
                    typed(ChangeId.class, ChangeId.PREFIX, ChangeId::new),
                    typed(InvoiceId.class, InvoiceId.PREFIX, InvoiceId::new),
                    typed(PaymentId.class, PaymentId.PREFIX, PaymentId::new),
                    typed(PaymentMethodId.class, PaymentMethodId.PREFIX, PaymentMethodId::new),
                    typed(TransferId.class, TransferId.PREFIX, TransferId::new),
                    new Kind<>(ProviderId.class, "prv", ProviderId::new, ProviderId::uuid),
                    new Kind<>(SiteId.class, "site", SiteId::new, SiteId::uuid),
                    new Kind<>(PoolId.class, "pool", PoolId::new, PoolId::uuid),
                    new Kind<>(OfferId.class, "off", OfferId::new, OfferId::uuid));

    private Ids() {}

    /// The outside's form of an identifier of the market, which `pricing` knows as a bare UUID.
    public static String text(Object id) {
        return kind(id.getClass())
                .map(kind -> textOf(kind, id))
                .orElseThrow(
                        () -> new IllegalArgumentException(id.getClass() + " is no known kind."));
    }

    /// Reads `text` as an identifier of the kind `type`, if it is one.
    public static <T> Optional<T> parse(Class<T> type, String text) {
        return kind(type).flatMap(kind -> kind.parse(text));
    }

    @SuppressWarnings("unchecked") // KINDS pairs each type with its own kind
    static <T> Optional<Kind<T>> kind(Class<T> type) {
        return KINDS.stream()
                .filter(kind -> kind.type().equals(type))
                .map(kind -> (Kind<T>) kind)
                .findFirst();
    }

    private static <T> String textOf(Kind<T> kind, Object id) {
        return kind.text(kind.type().cast(id));
    }

    private static <T extends TypedId> Kind<T> typed(
            Class<T> type, String prefix, Function<UUID, T> reading) {
        return new Kind<>(type, prefix, reading, TypedId::uuid);
    }
}
