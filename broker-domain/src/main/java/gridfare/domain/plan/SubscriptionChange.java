package gridfare.domain.plan;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change with the lines that it is charged with, from its preview on. It can be asked for until
/// `validUntil`, and it takes effect at `at`, whenever it is carried out.
///
/// @param subscriptionVersion that it was previewed on; null: there is no subscription yet
/// @param net of the lines, with tax; negative: credit on account
/// @param invoice that charges it, once it is being paid
public record SubscriptionChange(
        ChangeId id,
        OrganisationId organisation,
        SubscriptionId subscription,
        @Nullable Integer subscriptionVersion,
        Kind kind,
        String plan,
        int planNumber,
        int seats,
        Instant at,
        Instant madeAt,
        State state,
        LedgerAmount net,
        FxRate exchange,
        @Nullable UUID invoice,
        List<PlanLine> lines) {

    public SubscriptionChange {
        lines = List.copyOf(lines);
    }

    /// What is changed.
    public enum Kind {
        START,
        TRIAL,
        CHANGE,
        /// At once; one at the end of the period is no change but a date.
        CANCEL
    }

    /// How far it is.
    public enum State {
        PREVIEWED,
        REQUESTED,
        /// Its invoice is being collected.
        PAYING,
        DONE,
        /// The payment was refused: nothing has changed.
        DECLINED,
        /// The subscription changed otherwise meanwhile.
        STALE
    }

    public Optional<UUID> invoiceUuid() {
        return Optional.ofNullable(invoice);
    }
}
