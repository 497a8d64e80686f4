package gridfare.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.placement.PlacementId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import gridfare.web.usage.UseSoFar.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpendCardTest {

    private static final Currency USD = Currency.getInstance("USD");

    /// 22:00 to 03:00 at 2.00 an hour for one GPU: two hours on the 3rd, three on the 4th.
    @Test
    void useAcrossMidnightCountsOnBothDays() {
        Use use = use("2026-11-03T22:00:00Z", "2026-11-04T03:00:00Z", "2.00");

        List<SpendCard.Day> days =
                SpendCard.days(List.of(use), Instant.parse("2026-11-05T12:00:00Z"), USD);

        assertThat(days).hasSize(5);
        assertThat(days)
                .extracting(day -> day.spent().amount().toPlainString())
                .containsExactly("0.00", "0.00", "4.00", "6.00", "0.00");
        assertThat(days.getLast().sum()).isEqualTo(LedgerAmount.of("10.00", "USD"));
    }

    /// 0.50 an hour: 18 s before midnight are 0.0025, 36 s in all 0.005, which rounds up to a cent.
    @Test
    void theBarsAddUpToTheSumThatIsRoundedOnce() {
        Use use = use("2026-11-01T23:59:42Z", "2026-11-02T00:00:18Z", "0.50");

        List<SpendCard.Day> days =
                SpendCard.days(List.of(use), Instant.parse("2026-11-02T12:00:00Z"), USD);

        assertThat(days)
                .extracting(day -> day.spent().amount().toPlainString())
                .containsExactly("0.00", "0.01");
        assertThat(days.getLast().sum()).isEqualTo(LedgerAmount.of("0.01", "USD"));
    }

    private static Use use(String from, String to, String rate) {
        Instant start = Instant.parse(from);
        Instant end = Instant.parse(to);
        return new Use(
                new PlacementId(new UUID(0, 1)),
                null,
                QosTier.STANDARD,
                new ChipId("t4"),
                new HourlyRate(Money.of(rate, "USD")),
                1,
                start,
                end,
                Duration.between(start, end).toSeconds(),
                false);
    }
}
