package gridfare.web.quote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import gridfare.domain.offer.ChipFacts;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.ChipId;
import gridfare.web.problem.Problem.FieldError;
import gridfare.web.quote.RequestReader.Read.Faulty;
import gridfare.web.quote.RequestReader.Read.Wanted;
import gridfare.web.rest.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bodies follow the API's own description.
class RequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final RequestReader reader =
            new RequestReader(ChipFacts.catalogue(), Currency.getInstance("USD"), NOW);

    @Test
    void everyConstraintOfARequestIsTaken() {
        Request request =
                wanted(
                        """
                        {"capacity": {"chips": ["a100-sxm-80"], "gpus": 8, "duration_s": 86400},
                         "tier": "GUARANTEED", "spread": {"sites": 2}, "memory_gib_per_gpu": 80,
                         "place": {"latitude": 31.23, "longitude": 121.47}, "max_round_trip_ms": 60,
                         "jurisdictions": ["cn"], "budget": {"amount": "2600", "currency": "USD"},
                         "min_renewable_share": 0.25}
                        """);

        assertThat(request.need()).isEqualTo(new Need.Capacity(8, Duration.ofDays(1)));
        assertThat(request.chips()).containsExactly(new ChipId("a100-sxm-80"));
        assertThat(request.tier()).isEqualTo(QosTier.GUARANTEED);
        assertThat(request.spread()).isEqualTo(Spread.upToSites(2));
        assertThat(request.maxRoundTripMs()).isEqualTo(60);
        assertThat(request.jurisdictions()).containsExactly(new Jurisdiction("CN"));
        assertThat(request.budget()).isEqualTo(Money.of("2600", "USD"));
        assertThat(request.minRenewableShare()).isEqualTo(0.25);
    }

    @Test
    void workIsAskedForInHoursOfTheReferenceChip() {
        Request request =
                wanted(
                        """
                        {"work": {"chips": "any", "reference_gpu_hours": "2000",
                                  "deadline": "2026-12-04T12:00:00Z"}}
                        """);

        assertThat(request.need()).isInstanceOf(Need.Work.class);
        assertThat(request.chips()).as("any").isEmpty();
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /capacity required",
                "{'capacity':{'gpus':1}} | /capacity/duration_s required",
                "{'capacity':{'gpus':0,'duration_s':60}} | /capacity/gpus cpu-only",
                "{'capacity':{'gpus':-1,'duration_s':60}} | /capacity/gpus range",
                "{'capacity':{'gpus':1.5,'duration_s':60}} | /capacity/gpus type",
                "{'capacity':{'gpus':1,'duration_s':60,'chips':['h900']}} | /capacity/chips/0 value",
                "{'capacity':{'gpus':1,'duration_s':60},'teir':'STANDARD'} | /teir unknown",
                "{'capacity':{'gpus':1,'duration_s':60},'tier':'BEST'} | /tier value",
                "{'capacity':{'gpus':1,'duration_s':60},'max_round_trip_ms':9} | /place required",
                "{'capacity':{'gpus':1,'duration_s':60},'jurisdictions':['China']} | /jurisdictions/0 value",
                "{'capacity':{'gpus':1,'duration_s':60},'budget':{'amount':'1','currency':'EUR'}} | /budget/currency currency",
                "{'work':{'reference_gpu_hours':'5','deadline':'2026-11-24T07:00:00Z'}} | /work/deadline range",
                "{'capacity':{'gpus':1,'duration_s':60},'start':{'latest':'2026-11-23T00:00:00Z'}} | /start/latest range"
            })
    void aFaultIsNamedWithItsPlace(String body, String expected) {
        assertThat(faults(body.replace('\'', '"')))
                .extracting(error -> error.pointer() + " " + error.code())
                .contains(expected);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(
                        faults(
                                """
                                {"capacity": {"gpus": 0, "duration_s": -1}, "tier": 7, "x": 1}
                                """))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    private Request wanted(String body) {
        return switch (read(body)) {
            case Wanted(Request request) -> request;
            case Faulty(List<FieldError> errors) ->
                    throw new AssertionError("Faults in " + body + ": " + errors);
        };
    }

    private List<FieldError> faults(String body) {
        return switch (read(body)) {
            case Faulty(List<FieldError> errors) -> errors;
            case Wanted(Request request) ->
                    throw new AssertionError("No fault in " + body + ": " + request);
        };
    }

    private RequestReader.Read read(String body) {
        try {
            return reader.read(Json.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
