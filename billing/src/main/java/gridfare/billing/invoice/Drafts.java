package gridfare.billing.invoice;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceKind;
import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.invoice.UsePeriod;
import gridfare.domain.metering.UsageId;
import gridfare.domain.party.Organisation;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Writes the draft invoices of a period, one for each currency, from all use that is on none yet.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Drafts {

    private final Invoices invoices;
    private final UnbilledUses uses;
    private final InstantSource wall;
    private final Event<InvoiceChanged> changes;

    @Inject
    Drafts(
            Invoices invoices,
            UnbilledUses uses,
            @Wall InstantSource wall,
            Event<InvoiceChanged> changes) {
        this.invoices = invoices;
        this.uses = uses;
        this.wall = wall;
        this.changes = changes;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    Drafts() {
        this(null, null, null, null);
    }

    /// Writes them anew, with what was heard of meanwhile. Use that comes to no money in all waits
    /// for a later period, and no invoice over nothing is made.
    List<Invoice> write(Organisation buyer, UsePeriod period) {
        Instant end = period.endsAt().orElseThrow();
        List<Invoice> earlier =
                invoices.ofPeriod(buyer.id(), period.startsAt()).stream()
                        .filter(invoice -> invoice.state() == InvoiceState.DRAFT)
                        .toList();
        earlier.forEach(this::clear);
        TaxRate tax = uses.tax(buyer.country(), end);
        Map<String, List<BilledUse>> byCurrency =
                uses.until(buyer.id(), end).stream()
                        .collect(
                                groupingBy(
                                        use -> use.rate().currency().getCurrencyCode(),
                                        TreeMap::new,
                                        toList()));
        List<Invoice> drafts = new ArrayList<>();
        byCurrency.forEach((code, ofCurrency) -> {
            Currency currency = Currency.getInstance(code);
            List<DraftLine> lines = InvoiceAssembly.lines(ofCurrency, period.startsAt(), tax);
            LedgerAmount subtotal = sum(lines, currency, InvoiceLine.Content::amount);
            if (subtotal.isZero()) {
                return;
            }
            Invoice draft =
                    earlier.stream()
                            .filter(invoice -> invoice.currency().equals(currency))
                            .findFirst()
                            .orElseGet(() -> add(buyer, period, currency));
            draft.total(subtotal, sum(lines, currency, InvoiceLine.Content::tax));
            invoices.session().update(draft);
            for (int i = 0; i < lines.size(); i++) {
                write(draft, i + 1, lines.get(i));
            }
            drafts.add(draft);
            changes.fire(new InvoiceChanged(buyer.id(), draft.id()));
        });
        earlier.stream()
                .filter(invoice -> !drafts.contains(invoice))
                .forEach(invoices.session()::delete);
        return drafts;
    }

    private Invoice add(Organisation buyer, UsePeriod period, Currency currency) {
        Invoice draft =
                new Invoice(
                        new InvoiceId(UuidV7.at(wall.instant())),
                        buyer.id(),
                        InvoiceKind.USAGE,
                        currency,
                        period.startsAt(),
                        period.endsAt().orElseThrow());
        invoices.session().insert(draft);
        return draft;
    }

    private void write(Invoice draft, int position, DraftLine line) {
        UUID id = UuidV7.at(wall.instant());
        invoices.session().insert(new InvoiceLine(id, draft, position, line.content()));
        invoices.session()
                .createNativeMutationQuery(
                        """
                        insert into invoiced_usage (usage_uuid, line_id, organisation_uuid)
                        select u.id, :line, :organisation
                        from unnest(cast(:usage as uuid[])) as u (id)
                        """)
                .setParameter("line", id)
                .setParameter("organisation", draft.organisation().uuid())
                .setParameter("usage", array(line.usage()))
                .executeUpdate();
        int number = 0;
        for (Accrual accrual : line.accruals()) {
            invoices.session()
                    .createNativeMutationQuery(
                            """
                            insert into provider_accrual (line_id, position, organisation_uuid,
                                instance_price_micros, instance_price_currency, gpus_per_instance,
                                gpu_seconds, payable_minor_units, cost_minor_units,
                                subsidy_minor_units, cost_currency)
                            values (:line, :position, :provider, :price, :priceCurrency,
                                :gpusPerInstance, :gpuSeconds, :payable, :cost, :subsidy,
                                :costCurrency)
                            """)
                    .setParameter("line", id)
                    .setParameter("position", ++number)
                    .setParameter("provider", accrual.provider().uuid())
                    .setParameter("price", accrual.instancePrice().micros())
                    .setParameter(
                            "priceCurrency", accrual.instancePrice().currency().getCurrencyCode())
                    .setParameter("gpusPerInstance", accrual.gpusPerInstance())
                    .setParameter("gpuSeconds", accrual.gpuSeconds())
                    .setParameter("payable", accrual.payable().minorUnits())
                    .setParameter("cost", accrual.cost().minorUnits())
                    .setParameter("subsidy", accrual.subsidy().minorUnits())
                    .setParameter("costCurrency", accrual.cost().currency().getCurrencyCode())
                    .executeUpdate();
        }
    }

    private void clear(Invoice draft) {
        for (String beneath : List.of("provider_accrual", "invoiced_usage")) {
            invoices.session()
                    .createNativeMutationQuery(
                            "delete from %s where line_id in (select id from invoice_line where invoice_uuid = :invoice)"
                                    .formatted(beneath))
                    .setParameter("invoice", draft.id().uuid())
                    .executeUpdate();
        }
        invoices.session()
                .createNativeMutationQuery("delete from invoice_line where invoice_uuid = :invoice")
                .setParameter("invoice", draft.id().uuid())
                .executeUpdate();
    }

    private static LedgerAmount sum(
            List<DraftLine> lines,
            Currency currency,
            Function<InvoiceLine.Content, LedgerAmount> part) {
        return lines.stream()
                .map(DraftLine::content)
                .map(part)
                .reduce(LedgerAmount.zero(currency), LedgerAmount::plus);
    }

    private static String array(List<UsageId> usage) {
        return usage.stream().map(id -> id.uuid().toString()).collect(joining(",", "{", "}"));
    }
}
