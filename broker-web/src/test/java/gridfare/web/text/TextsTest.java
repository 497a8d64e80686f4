package gridfare.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Texts ENGLISH = new Texts(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    private static final Texts CHINESE =
            new Texts(Translations.CHINESE, ZoneId.of("Asia/Shanghai"));
    private static final Instant TUESDAY = Instant.parse("2026-11-24T08:55:07Z");

    @ParameterizedTest(name = "{0} {1} is shown as {2}")
    @CsvSource({
        "1825.12, USD, '$1,825.12'",
        "-106.00, USD, '\u2212$106.00'",
        "5338.50, CNY, '¥5,338.50'",
        "1000, JPY, 'JPY\u00a01,000'",
    })
    void money(String amount, String currency, String shown) {
        assertThat(ENGLISH.money(LedgerAmount.of(amount, currency))).isEqualTo(shown);
        assertThat(CHINESE.money(LedgerAmount.of(amount, currency))).isEqualTo(shown);
    }

    @Test
    void anEstimateIsRoundedHalfUp() {
        assertThat(ENGLISH.money(Money.of("0.005", "USD"))).isEqualTo("$0.01");
    }

    @Test
    void aRateOfAnInvoiceHasAllItsDecimals() {
        assertThat(ENGLISH.exactRate(Money.of("1.4211", "USD"))).isEqualTo("$1.421100");
    }

    /// Names of ISO 3166-2 and GeoNames.
    @Test
    void placesHaveTheReadersNames() {
        assertThat(ENGLISH.place("Qingyang", "CN-GS")).isEqualTo("Qingyang, Gansu");
        assertThat(CHINESE.place("Qingyang", "CN-GS")).isEqualTo("庆阳，甘肃");
        assertThat(CHINESE.place("Beijing", "CN-BJ")).as("city and subdivision").isEqualTo("北京");
        assertThat(CHINESE.place("Ny-Ålesund", "SJ-XX"))
                .as("as its provider has it")
                .isEqualTo("Ny-Ålesund，SJ-XX");
    }

    @Test
    void timesAreTheReaders() {
        assertThat(ENGLISH.time(TUESDAY)).isEqualTo("Tue 24 Nov 16:55");
        assertThat(CHINESE.time(TUESDAY)).isEqualTo("11月24日 周二 16:55");
        assertThat(new Texts(Locale.ENGLISH, ZoneOffset.UTC).time(TUESDAY))
                .isEqualTo("Tue 24 Nov 08:55");
        assertThat(ENGLISH.zoneName(TUESDAY)).isEqualTo("CST");
        assertThat(ENGLISH.longDay(TUESDAY)).isEqualTo("Tuesday 24 November");
        assertThat(CHINESE.longDay(TUESDAY)).isEqualTo("11月24日 星期二");
        assertThat(CHINESE.utcDay(TUESDAY)).isEqualTo("2026年11月24日");
    }

    @ParameterizedTest(name = "{0} s: {1}, {2}")
    @CsvSource({
        "0, 0 s, 0 s ago",
        "59, 59 s, 59 s ago",
        "60, 1 min, 1 min ago",
        "70620, 19 h 37 min, 19 h ago",
        "187200, 2 d 4 h, 2 d ago",
        "-5, 0 s, 0 s ago",
    })
    void durationsAndAges(long seconds, String duration, String age) {
        assertThat(ENGLISH.duration(Duration.ofSeconds(seconds))).isEqualTo(duration);
        assertThat(ENGLISH.age(Duration.ofSeconds(seconds))).isEqualTo(age);
    }

    @Test
    void chineseDurationsHaveAThinSpace() {
        assertThat(CHINESE.duration(Duration.ofMinutes(1_177))).isEqualTo("19\u2009小时 37\u2009分");
    }

    @Test
    void gpuHoursHaveTwoDecimals() {
        assertThat(ENGLISH.gpuHours(4_094_136)).isEqualTo("1,137.26");
        assertThat(ENGLISH.percent(0.784, 1)).isEqualTo("78.4 %");
        assertThat(CHINESE.percent(0.784, 0)).isEqualTo("78%");
    }
}
