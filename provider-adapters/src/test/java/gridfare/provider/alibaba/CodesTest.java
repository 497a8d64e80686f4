package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.provider.limit.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "403, OperationDenied.NoStock, SOLD_OUT",
        "403, OperationDenied, SOLD_OUT",
        "403, Zone.NotOnSale, SOLD_OUT",
        "403, InvalidResourceType.NotSupported, SOLD_OUT",
        "403, InstanceType.Offline, SOLD_OUT",
        "403, InvalidInstanceType.ZoneNotSupported, SOLD_OUT",
        "403, OperationDenied.SpotPriceLowerThanPublicPrice, PRICE_MOVED",
        "400, Throttling, THROTTLED",
        "429, Throttling.Resource, THROTTLED",
        "400, Throttling.User, THROTTLED",
        "429, SomethingNew, THROTTLED",
        "403, QuotaExceed.ElasticQuota, QUOTA",
        "403, InvalidAccountStatus.NotEnoughBalance, ACCOUNT",
        "403, InsufficientBalance, ACCOUNT",
        "400, InsufficientBalance, ACCOUNT",
        "403, InvalidPayMethod, ACCOUNT",
        "400, InvalidAccessKeyId.NotFound, ACCOUNT",
        "403, SignatureDoesNotMatch, ACCOUNT",
        "400, IncompleteSignature, ACCOUNT",
        "400, InvalidParameter, INVALID",
        "400, MissingParameter, INVALID",
        "404, InvalidZoneId.NotFound, INVALID",
        "403, SomethingNew, INVALID"
    })
    void aRefusalHasAReasonOfOurs(int status, String code, Reason reason) {
        assertThat(Codes.outcome(new Answer.No<>(status, code, "R-1")))
                .isEqualTo(new Refused(reason, code + " (HTTP " + status + ", request R-1)"));
    }

    @ParameterizedTest(name = "{0} {1} does not tell")
    @CsvSource({
        "400, IdempotentParameterMismatch",
        "403, InvalidIdempotenceParameter.Mismatch",
        "403, LastTokenProcessing",
        "400, SignatureNonceUsed",
        "409, OperationConflict",
        "408, RequestTimeout"
    })
    void whatTellsOfAnotherRequestIsNeitherSuccessNorRefusal(int status, String code) {
        assertThat(Codes.outcome(new Answer.No<>(status, code, null))).isInstanceOf(Unknown.class);
    }
}
