package gridfare.web.plan;

import gridfare.domain.plan.PlanLine;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.time.Instant;

/// A line over a plan as JSON, of a preview or of an invoice.
///
/// @param price of the whole period for all seats, in the plan's currency
/// @param seconds of the period that the line is over
public record PlanLineReply(
        String what,
        String plan,
        int seats,
        Money price,
        Instant periodStart,
        Instant periodEnd,
        Instant from,
        Instant to,
        long seconds,
        long periodSeconds,
        LedgerAmount amount,
        BigDecimal taxPercent,
        LedgerAmount tax,
        String taxReason) {

    public static PlanLineReply of(PlanLine line) {
        return new PlanLineReply(
                line.what().name(),
                line.plan(),
                line.seats(),
                line.charge().price(),
                line.charge().period().start(),
                line.charge().period().end(),
                line.charge().covered().start(),
                line.charge().covered().end(),
                line.charge().covered().seconds(),
                line.charge().period().seconds(),
                line.amount(),
                BigDecimal.valueOf(line.taxRate().value(), 2),
                line.tax(),
                line.taxReason());
    }
}
