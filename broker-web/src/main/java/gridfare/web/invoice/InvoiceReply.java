package gridfare.web.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceDetail;
import gridfare.domain.invoice.InvoiceDetail.DetailedLine;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.UsageRun;
import gridfare.domain.provider.LegId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.plan.PlanLineReply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice as JSON; lines and payments only where one invoice is read.
@JsonInclude(JsonInclude.Include.ALWAYS)
record InvoiceReply(
        InvoiceId id,
        @Nullable String number,
        String state,
        String kind,
        String currency,
        Instant periodStart,
        Instant periodEnd,
        @Nullable Instant issuedAt,
        @Nullable Instant dueAt,
        @Nullable Instant paidAt,
        LedgerAmount subtotal,
        LedgerAmount tax,
        LedgerAmount total,
        LedgerAmount paid,
        LedgerAmount due,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LineReply> lines,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PlanLineReply> planLines,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PaymentReply> payments) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    /// @param rate of a GPU-hour, frozen at the quote
    /// @param gpuHours for people; the amount is computed from the seconds
    record LineReply(
            String what,
            @Nullable String project,
            String tier,
            String chip,
            Money rate,
            long gpuSeconds,
            BigDecimal gpuHours,
            LedgerAmount amount,
            BigDecimal taxPercent,
            LedgerAmount tax,
            String taxReason,
            List<RunReply> runs) {}

    record RunReply(LegId leg, Instant from, Instant to, long gpuSeconds) {}

    record PaymentReply(
            PaymentId id,
            int attempt,
            String state,
            LedgerAmount amount,
            Instant createdAt,
            @Nullable Instant settledAt,
            @Nullable String failureCode) {}

    static InvoiceReply of(Invoice invoice) {
        return of(invoice, null, null, null);
    }

    static InvoiceReply of(InvoiceDetail detail) {
        return of(
                detail.invoice(),
                detail.lines().stream().map(InvoiceReply::line).toList(),
                detail.planLines().stream().map(PlanLineReply::of).toList(),
                detail.payments().stream().map(InvoiceReply::payment).toList());
    }

    static PaymentReply payment(Payment payment) {
        return new PaymentReply(
                payment.id(),
                payment.attempt(),
                payment.state().name(),
                payment.amount(),
                payment.createdAt(),
                payment.settledAt().orElse(null),
                payment.failureCode().orElse(null));
    }

    private static InvoiceReply of(
            Invoice invoice,
            @Nullable List<LineReply> lines,
            @Nullable List<PlanLineReply> planLines,
            @Nullable List<PaymentReply> payments) {
        return new InvoiceReply(
                invoice.id(),
                invoice.number().orElse(null),
                invoice.state().name(),
                invoice.kind().name(),
                invoice.currency().getCurrencyCode(),
                invoice.periodStart(),
                invoice.periodEnd(),
                invoice.issuedAt().orElse(null),
                invoice.dueAt().orElse(null),
                invoice.paidAt().orElse(null),
                invoice.subtotal(),
                invoice.tax(),
                invoice.total(),
                invoice.paid(),
                invoice.due(),
                lines,
                planLines,
                payments);
    }

    private static LineReply line(DetailedLine detailed) {
        InvoiceLine line = detailed.line();
        return new LineReply(
                line.what().name(),
                line.project().orElse(null),
                line.tier(),
                line.chip(),
                line.rate().perHour(),
                line.gpuSeconds(),
                BigDecimal.valueOf(line.gpuSeconds())
                        .divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_UP),
                line.amount(),
                BigDecimal.valueOf(line.taxRate().value(), 2),
                line.tax(),
                line.taxReason(),
                detailed.runs().stream().map(InvoiceReply::run).toList());
    }

    private static RunReply run(UsageRun run) {
        return new RunReply(run.leg(), run.from(), run.to(), run.gpuSeconds());
    }
}
