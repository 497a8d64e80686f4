package gridfare.provider.alibaba;

import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.provider.limit.Answer;
import java.util.List;
import java.util.Set;

/// The vendor's error codes of a create, in the broker's words.
///
/// Everything here came with a 4xx status and a code, so the vendor read the request and did not
/// carry it out; the exceptions are the codes in [#OPEN], which tell of another request.
///
/// A throttled create was not executed. It is [Reason#THROTTLED], refused and final for its leg
/// like every refusal: whoever wants to go on does so with a new leg in the next minute, since the
/// vendor stays closed for the rest of this one. Repeating it in here would only spend the 10 s.
final class Codes {

    /// The vendor says no because of another request: one with the same token, still running or
    /// with other parameters, or one with the same nonce, which is a copy of this one that was
    /// already answered. What became of that one, only the tag tells.
    private static final List<String> OPEN =
            List.of(
                    "Idempoten",
                    "InvalidIdempoten",
                    "LastTokenProcessing",
                    "SignatureNonceUsed",
                    "OperationConflict",
                    "InternalError",
                    "ServiceUnavailable");

    private static final Set<String> SOLD_OUT =
            Set.of(
                    "OperationDenied",
                    "OperationDenied.NoStock",
                    "Zone.NotOnSale",
                    "InvalidResourceType.NotSupported",
                    "InstanceType.Offline",
                    "InvalidInstanceType.ZoneNotSupported");

    private static final List<String> QUOTA =
            List.of("QuotaExceed", "QuotaExceeded", "Quota", "InstanceQuotaExceed");

    private static final List<String> ACCOUNT =
            List.of(
                    "InvalidAccountStatus",
                    "InsufficientBalance",
                    "InvalidPayMethod",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "InvalidSecurityToken",
                    "MissingSecurityToken",
                    "InvalidTimeStamp",
                    "Forbidden",
                    "NoPermission",
                    "Unauthorized",
                    "Account.Arrearage",
                    "RealNameAuthenticationError");

    private static final String BID_TOO_LOW = "OperationDenied.SpotPriceLowerThanPublicPrice";

    private Codes() {}

    static StartOutcome outcome(Answer.No<?> no) {
        return isOpen(no)
                ? new Unknown("Not told by " + no.words() + ".")
                : new Refused(reason(no), no.words());
    }

    static boolean isThrottled(Answer.No<?> no) {
        return no.status() == 429 || no.code().startsWith("Throttling");
    }

    /// The machine is too young to be released: the vendor takes the order a little later.
    static boolean isTooEarly(Answer.No<?> no) {
        return no.code().startsWith("IncorrectInstanceStatus");
    }

    static boolean isGone(Answer.No<?> no) {
        return no.code().equals("InvalidInstanceId.NotFound");
    }

    private static boolean isOpen(Answer.No<?> no) {
        return no.status() == 408 || no.status() == 409 || starts(no.code(), OPEN);
    }

    private static Reason reason(Answer.No<?> no) {
        String code = no.code();
        if (isThrottled(no)) return Reason.THROTTLED;
        if (code.equals(BID_TOO_LOW)) return Reason.PRICE_MOVED;
        if (SOLD_OUT.contains(code)) return Reason.SOLD_OUT;
        if (starts(code, QUOTA)) return Reason.QUOTA;
        if (no.status() == 401 || starts(code, ACCOUNT)) return Reason.ACCOUNT;
        return Reason.INVALID;
    }

    private static boolean starts(String code, List<String> beginnings) {
        return beginnings.stream().anyMatch(code::startsWith);
    }
}
