package gridfare.billing.subscription;

import gridfare.domain.party.Organisation;
import gridfare.domain.plan.PlanCharge;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.PlanLine.What;
import gridfare.domain.plan.PlanRows;
import gridfare.domain.plan.PlanVersion;
import gridfare.domain.plan.Subscription;
import gridfare.domain.quote.TaxRules;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.quote.TaxRule;
import gridfare.pricing.rating.FlatCharge;
import gridfare.pricing.rating.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The lines that a plan is charged and credited with.
@ApplicationScoped
class PlanLines {

    @Inject PlanRows rows;
    @Inject TaxRules taxes;

    /// A whole period of `plan`.
    List<PlanLine> charge(
            Organisation buyer,
            PlanVersion plan,
            int seats,
            Period period,
            Instant at,
            FxRate exchange) {
        FlatCharge charge = new FlatCharge(plan.price(seats), period, period, exchange);
        return List.of(line(What.CHARGE, plan.plan(), seats, charge, charge.amount(), buyer, at));
    }

    /// What is unused of the plan it has, and the rest of the period of the one it gets.
    List<PlanLine> change(
            Organisation buyer,
            Subscription subscription,
            PlanVersion to,
            int seats,
            Instant at,
            FxRate exchange) {
        Period period = subscription.period();
        FlatCharge charge =
                new FlatCharge(to.price(seats), period, period.from(at).orElseThrow(), exchange);
        return Stream.concat(
                        unused(buyer, subscription, at).stream(),
                        Stream.of(
                                line(
                                        What.CHARGE,
                                        to.plan(),
                                        seats,
                                        charge,
                                        charge.amount(),
                                        buyer,
                                        at)))
                .toList();
    }

    /// What was charged for the time from `at` on, turned round.
    List<PlanLine> unused(Organisation buyer, Subscription subscription, Instant at) {
        PlanCharge open =
                rows.openCharge(subscription.organisation(), subscription.id()).orElseThrow();
        FlatCharge charged = open.charge();
        LedgerAmount credit = charged.creditFrom(at, open.credited());
        FlatCharge rest =
                new FlatCharge(
                        charged.price(),
                        charged.period(),
                        charged.covered().from(at).orElseThrow(),
                        charged.exchange());
        return List.of(line(What.UNUSED, open.plan(), open.seats(), rest, credit, buyer, at));
    }

    private PlanLine line(
            What what,
            String plan,
            int seats,
            FlatCharge charge,
            LedgerAmount amount,
            Organisation buyer,
            Instant at) {
        TaxRule tax = taxes.of(buyer.country(), at);
        return new PlanLine(
                what, plan, seats, charge, amount, tax.rate(), tax.rate().of(amount), tax.reason());
    }
}
