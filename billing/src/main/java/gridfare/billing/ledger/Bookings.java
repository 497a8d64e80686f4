package gridfare.billing.ledger;

import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.Payment;
import gridfare.domain.ledger.Entry;
import gridfare.domain.ledger.LedgerAccount;
import gridfare.domain.ledger.Transfer;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.provider.LegId;
import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which event books which accounts. Pure.
public final class Bookings {

    private static final String PAYMENT = "payment/";

    private Bookings() {}

    /// What a provider earned by an invoice's use.
    ///
    /// @param payable in the provider's currency
    /// @param cost covered by what the buyer is charged, in the buyer's currency
    /// @param subsidy not covered, in the buyer's currency
    public record Earned(
            OrganisationId provider,
            LedgerAmount payable,
            LedgerAmount cost,
            LedgerAmount subsidy) {}

    /// An invoice is issued: the buyer owes its total; the tax in it is owed on.
    public static Transfer issued(Invoice invoice, Instant at) {
        return new Transfer(
                invoiceKey(invoice),
                "Invoice " + invoice.number().orElseThrow(),
                at,
                List.of(
                        Entry.debit(
                                LedgerAccount.receivable(invoice.organisation()), invoice.total()),
                        Entry.credit(income(invoice), invoice.subtotal()),
                        Entry.credit(LedgerAccount.TAX_VAT_OUTPUT, invoice.tax())));
    }

    /// Use is earned when it is invoiced, a plan as its time passes.
    private static LedgerAccount income(Invoice invoice) {
        return switch (invoice.kind()) {
            case USAGE -> LedgerAccount.REVENUE_USAGE;
            case PLAN -> LedgerAccount.DEFERRED;
        };
    }

    /// Credit on account pays an invoice, or a part of it.
    public static Transfer creditUsed(Invoice invoice, LedgerAmount amount, Instant at) {
        return new Transfer(
                creditKey(invoice),
                "Credit on account for invoice " + invoice.number().orElseThrow(),
                at,
                List.of(
                        Entry.debit(LedgerAccount.credit(invoice.organisation()), amount),
                        Entry.credit(LedgerAccount.receivable(invoice.organisation()), amount)));
    }

    public static String creditKey(Invoice invoice) {
        return "credit/" + invoice.id().uuid();
    }

    public static String invoiceKey(Invoice invoice) {
        return "invoice/" + invoice.id().uuid();
    }

    /// A plan changed or ended, and more was given back than charged: the buyer's credit.
    ///
    /// @param net of the lines, before tax; negative
    /// @param tax in them; negative or zero
    public static Transfer credited(
            ChangeId change, OrganisationId buyer, LedgerAmount net, LedgerAmount tax, Instant at) {
        return new Transfer(
                "plan-credit/" + change.uuid(),
                "Unused part of a plan",
                at,
                List.of(
                        Entry.debit(LedgerAccount.DEFERRED, net.negated()),
                        Entry.debit(LedgerAccount.TAX_VAT_OUTPUT, tax.negated()),
                        Entry.credit(LedgerAccount.credit(buyer), net.plus(tax).negated())));
    }

    /// A plan was used so far: so much of what was charged in advance is earned.
    public static Transfer recognised(UUID charge, LedgerAmount amount, Instant at) {
        return new Transfer(
                "recognised/" + charge,
                "Plan used",
                at,
                List.of(
                        Entry.debit(LedgerAccount.DEFERRED, amount),
                        Entry.credit(LedgerAccount.REVENUE_FLAT, amount)));
    }

    /// Providers earned by the use on an invoice. Between two currencies `broker:fx` stands open in
    /// each of them, so that each balances by itself.
    ///
    /// @return empty if that is less than half a minor unit in all
    public static Optional<Transfer> accrued(Invoice invoice, List<Earned> earned, Instant at) {
        return earned(
                "accrual/" + invoice.id().uuid(),
                "Providers' part of invoice " + invoice.number().orElseThrow(),
                earned,
                at);
    }

    /// A provider earned by a leg past its agreed end, which nobody is charged for.
    ///
    /// @return empty if that is less than half a minor unit
    public static Optional<Transfer> overran(LegId leg, Earned earned, Instant at) {
        return earned(
                "overrun/" + leg.uuid(),
                "Past the agreed end of leg " + leg.external(),
                List.of(earned),
                at);
    }

    private static Optional<Transfer> earned(
            String businessKey, String reason, List<Earned> earned, Instant at) {
        List<Entry> entries = new ArrayList<>();
        for (Earned one : earned) {
            entries.add(Entry.debit(LedgerAccount.COST, one.cost()));
            entries.add(Entry.debit(LedgerAccount.SUBSIDY, one.subsidy()));
            if (!one.payable().currency().equals(one.cost().currency())) {
                entries.add(Entry.credit(LedgerAccount.FX, one.cost().plus(one.subsidy())));
                entries.add(Entry.debit(LedgerAccount.FX, one.payable()));
            }
            entries.add(Entry.credit(LedgerAccount.payable(one.provider()), one.payable()));
        }
        if (entries.stream().allMatch(entry -> entry.amount().isZero())) {
            return Optional.empty();
        }
        return Optional.of(new Transfer(businessKey, reason, at, entries));
    }

    /// Stripe took the buyer's money.
    ///
    /// @param gatewayObject Stripe's name of the payment: one transfer each, for ever
    /// @param allocated to invoices; the rest of the payment is owed back to the buyer
    public static Transfer paid(
            Payment payment, String gatewayObject, LedgerAmount allocated, Instant at) {
        LedgerAmount rest = payment.amount().minus(allocated);
        return new Transfer(
                PAYMENT + gatewayObject,
                "Payment " + payment.id().external(),
                at,
                List.of(
                        Entry.debit(LedgerAccount.STRIPE_CLEARING, payment.amount()),
                        Entry.credit(LedgerAccount.receivable(payment.organisation()), allocated),
                        Entry.credit(LedgerAccount.credit(payment.organisation()), rest)));
    }

    /// Stripe kept its fee, and settles the payment in the currency of `gross`.
    ///
    /// @param settlement Stripe's name of its balance transaction: one transfer each, for ever
    /// @return empty if it kept nothing and exchanged nothing
    public static Optional<Transfer> settled(
            Payment payment, String settlement, LedgerAmount gross, LedgerAmount fee, Instant at) {
        List<Entry> entries = new ArrayList<>();
        if (!gross.currency().equals(payment.amount().currency())) {
            entries.add(Entry.credit(LedgerAccount.STRIPE_CLEARING, payment.amount()));
            entries.add(Entry.debit(LedgerAccount.FX, payment.amount()));
            entries.add(Entry.credit(LedgerAccount.FX, gross));
            entries.add(Entry.debit(LedgerAccount.STRIPE_CLEARING, gross));
        }
        if (!fee.isZero()) {
            entries.add(Entry.debit(LedgerAccount.STRIPE_FEE, fee));
            entries.add(Entry.credit(LedgerAccount.STRIPE_CLEARING, fee));
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Transfer(
                                "settlement/" + settlement,
                                "Stripe's fee on payment " + payment.id().external(),
                                at,
                                entries));
    }
}
