package gridfare.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import gridfare.domain.placement.PlacementId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.problem.Problem;
import gridfare.web.problem.Problem.FieldError;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    private static final UUID SOME = UUID.fromString("0199d000-0000-7000-8000-000000000b01");

    enum Tier {
        STANDARD,
        REALTIME
    }

    record Leg(int gpus, @Nullable String note) {}

    record Wish(
            int gpuCount,
            @Nullable Money budget,
            @Nullable Instant notBefore,
            @Nullable Tier tier,
            @Nullable PlacementId placement,
            @Nullable List<Leg> legs) {}

    @Test
    void writesWhatTheOutsideKnows() throws JsonProcessingException {
        assertThat(
                        Json.mapper()
                                .writeValueAsString(
                                        new Wish(
                                                8,
                                                Money.of("1.27", "USD"),
                                                Instant.parse("2026-11-24T09:00:00Z"),
                                                Tier.STANDARD,
                                                new PlacementId(SOME),
                                                List.of(new Leg(8, null)))))
                .isEqualTo(
                        """
                        {"gpu_count":8,"budget":{"amount":"1.27","currency":"USD"},\
                        "not_before":"2026-11-24T09:00:00Z","tier":"STANDARD",\
                        "placement":"plc_01k7800000e00800000000p2r1","legs":[{"gpus":8,"note":null}]}\
                        """
                                .replace(
                                        "plc_01k7800000e00800000000p2r1",
                                        new PlacementId(SOME).external()));
    }

    @ParameterizedTest(name = "{0} micros are written {1}")
    @CsvSource({"1270000, 1.27", "900000, 0.90", "1270001, 1.270001", "0, 0.00", "-500000, -0.50"})
    void moneyHasItsCurrencysDecimalsAtLeast(long micros, String written)
            throws JsonProcessingException {
        Money money = new Money(micros, Currency.getInstance("USD"));

        assertThat(Json.mapper().writeValueAsString(money))
                .isEqualTo("{\"amount\":\"%s\",\"currency\":\"USD\"}".formatted(written));
    }

    @Test
    void bookedAmountsLookAlike() throws JsonProcessingException {
        assertThat(Json.mapper().writeValueAsString(LedgerAmount.of("163.71", "USD")))
                .isEqualTo("{\"amount\":\"163.71\",\"currency\":\"USD\"}");
    }

    @Test
    void identifiersOfTheMarketHaveTheirPrefix() throws JsonProcessingException {
        String written = Json.mapper().writeValueAsString(new SiteId(SOME));

        assertThat(written).startsWith("\"site_");
        assertThat(Json.mapper().readValue(written, SiteId.class)).isEqualTo(new SiteId(SOME));
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                       | required         | /gpu_count
                    {"gpu_count":"8"}                        | invalid-type     | /gpu_count
                    {"gpu_count":8.5}                        | invalid-value    | /gpu_count
                    {"gpu_count":null}                       | required         | /gpu_count
                    {"gpu_count":8,"colour":"red"}           | unknown-property | /colour
                    {"gpu_count":8,"tier":"GOLDEN"}          | invalid-value    | /tier
                    {"gpu_count":8,"tier":1}                 | invalid-value    | /tier
                    {"gpu_count":8,"not_before":"tomorrow"}  | invalid-value    | /not_before
                    {"gpu_count":8,"placement":"inv_1"}      | invalid-value    | /placement
                    {"gpu_count":8,"legs":[{"gpus":1},{}]}   | required         | /legs/1/gpus
                    {"gpu_count":8,"budget":{"amount":"x","currency":"USD"}} | invalid-value | /budget
                    """)
    void aFaultIsPointedAt(String body, String code, String pointer) {
        Problem problem = Faults.of(fault(body));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(FieldError::code).containsExactly(code);
        assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"gpu_count":8
                    {"gpu_count":8} {}
                    {'gpu_count':8}
                    """)
    void whatIsNoJsonIsMalformed(String body) {
        assertThat(Faults.of(fault(body)).status()).isIn(400, 422);
    }

    @Test
    void aPropertyIsSaidOnce() {
        assertThat(fault("{\"gpu_count\":8,\"gpu_count\":9}")).isNotNull();
    }

    @Test
    void theInsidesOfAFaultStayInside() {
        assertThat(Faults.of(fault("{\"gpu_count\":\"8\"}")).toString())
                .doesNotContain("gridfare.web")
                .doesNotContain("com.fasterxml");
    }

    private static JsonProcessingException fault(String body) {
        return catchThrowableOfType(
                JsonProcessingException.class, () -> Json.mapper().readValue(body, Wish.class));
    }
}
