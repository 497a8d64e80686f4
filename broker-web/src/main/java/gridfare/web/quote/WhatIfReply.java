package gridfare.web.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.pricing.money.Money;
import gridfare.pricing.quote.WhatIf;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request would cost at each hour of the next week, and on other numbers of GPUs. `best` is
/// null where nothing fits.
@JsonInclude(JsonInclude.Include.ALWAYS)
record WhatIfReply(List<HourReply> byStartHour, List<GpusReply> byGpus) {

    record HourReply(Instant start, @Nullable PointReply best) {}

    record GpusReply(int gpus, @Nullable PointReply best) {}

    /// @param powerPricePerKwh the site's tariff in its own currency; never charged apart
    record PointReply(
            Money total,
            @Nullable BigDecimal co2Kg,
            @Nullable BigDecimal renewableShare,
            @Nullable BigDecimal powerPricePerKwh,
            int gpus,
            Instant start,
            Instant finish) {}

    static WhatIfReply of(WhatIf.Answer answer) {
        return new WhatIfReply(
                answer.hours().stream()
                        .map(hour -> new HourReply(hour.start(), point(hour.best())))
                        .toList(),
                answer.gpus().stream()
                        .map(each -> new GpusReply(each.gpus(), point(each.best())))
                        .toList());
    }

    private static @Nullable PointReply point(WhatIf.@Nullable Point point) {
        return point == null
                ? null
                : new PointReply(
                        point.total(),
                        QuoteReply.known(point.co2Kg(), 3),
                        QuoteReply.known(point.renewableShare(), 4),
                        QuoteReply.known(point.powerPrice(), 4),
                        point.gpus(),
                        point.start(),
                        point.finish());
    }
}
