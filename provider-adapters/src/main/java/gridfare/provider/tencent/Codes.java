package gridfare.provider.tencent;

import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.provider.limit.Answer;
import java.util.List;

/// The vendor's error codes, in the broker's words. A code has a kind and, after a dot, often a
/// detail. The vendor read the request and did not carry it out, but for the codes in [#OPEN].
final class Codes {

    /// What became of the request is not told.
    private static final List<String> OPEN =
            List.of(
                    "InternalError",
                    "InternalServerError",
                    "InternalFailure",
                    "ServiceUnavailable",
                    "OperationDenied.InstanceOperationInProgress",
                    "ResourceInUse");

    private static final List<String> SOLD_OUT =
            List.of(
                    "ResourcesSoldOut",
                    "ResourceInsufficient",
                    "ResourceNotFound.InvalidZoneInstanceType",
                    "InvalidParameterValue.InsufficientOffering");

    private static final String BID_TOO_LOW = "InvalidParameterValue.InsufficientPrice";

    private static final List<String> QUOTA =
            List.of("LimitExceeded", "InstancesQuotaLimitExceeded");

    private static final List<String> ACCOUNT =
            List.of("AuthFailure", "InvalidAccount", "UnauthorizedOperation");

    private Codes() {}

    static StartOutcome outcome(Answer.No<?> no) {
        return starts(no, OPEN)
                ? new Unknown("Not told by " + no.words() + ".")
                : new Refused(reason(no), no.words());
    }

    /// The vendor says so and counts again from the next second.
    static boolean isThrottled(Answer.No<?> no) {
        return no.code().startsWith("RequestLimitExceeded");
    }

    static boolean isGone(Answer.No<?> no) {
        return no.code().equals("InvalidInstanceId.NotFound");
    }

    private static Reason reason(Answer.No<?> no) {
        if (isThrottled(no)) return Reason.THROTTLED;
        if (no.code().equals(BID_TOO_LOW)) return Reason.PRICE_MOVED;
        if (starts(no, SOLD_OUT)) return Reason.SOLD_OUT;
        if (starts(no, QUOTA)) return Reason.QUOTA;
        if (starts(no, ACCOUNT)) return Reason.ACCOUNT;
        return Reason.INVALID;
    }

    private static boolean starts(Answer.No<?> no, List<String> beginnings) {
        return beginnings.stream().anyMatch(no.code()::startsWith);
    }
}
