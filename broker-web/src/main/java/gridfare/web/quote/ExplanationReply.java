package gridfare.web.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.match.RuledOut;
import gridfare.web.quote.QuoteReply.RuledOutReply;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a quote is as it is: kept + ruled out are all candidates, by constraint, with the binding
/// term of each option and the smallest change that would help.
@JsonInclude(JsonInclude.Include.ALWAYS)
record ExplanationReply(
        QuoteId quoteId,
        int candidates,
        int kept,
        int ruledOutInAll,
        List<RuledOutReply> ruledOut,
        List<SlowClusterReply> slowClusters,
        List<BindingReply> options) {

    /// A virtual cluster slower than its largest site alone.
    ///
    /// @param wouldDo the mildest exchange that makes it worthwhile; null where none does
    record SlowClusterReply(
            String chip,
            int sites,
            int gpus,
            BigDecimal wireSecondsPerStep,
            BigDecimal efficiency,
            @Nullable String wouldDo) {}

    /// @param used how much of the constraint's room an option uses, 0 to 1; 1 is binding
    record BindingReply(
            OptionId id,
            int rank,
            @Nullable String constraint,
            @Nullable BigDecimal used,
            List<String> reasons) {}

    static ExplanationReply of(Quote quote) {
        RuledOut ruledOut = quote.decision().ruledOut();
        return new ExplanationReply(
                quote.id(),
                ruledOut.candidates(),
                ruledOut.kept(),
                ruledOut.total(),
                QuoteReply.ruledOut(ruledOut),
                ruledOut.slowClusters().stream().map(ExplanationReply::slow).toList(),
                quote.options().stream()
                        .map(named -> {
                            var closest = named.option().closest();
                            return new BindingReply(
                                    named.id(),
                                    named.rank(),
                                    closest == null ? null : closest.constraint().name(),
                                    closest == null ? null : QuoteReply.figure(closest.used(), 4),
                                    named.option().reasons().stream().map(Enum::name).toList());
                        })
                        .toList());
    }

    private static SlowClusterReply slow(RuledOut.SlowCluster slow) {
        var wouldDo = slow.wouldDo();
        return new SlowClusterReply(
                slow.chip().value(),
                slow.sites(),
                slow.gpus(),
                QuoteReply.figure(slow.wireSeconds(), 3),
                QuoteReply.figure(slow.efficiency(), 4),
                wouldDo == null ? null : wouldDo.name());
    }
}
