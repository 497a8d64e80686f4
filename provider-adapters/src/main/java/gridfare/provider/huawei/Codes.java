package gridfare.provider.huawei;

import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StartOutcome.Refused;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.provider.limit.Answer;
import java.util.Set;

/// The vendor's error codes, in the broker's words: those of an answer and those of a job, which
/// tells why machines that were promised are not made.
final class Codes {

    /// The client token was used with other parameters, or was forgotten: what became of the first
    /// request, only the tag tells.
    private static final Set<String> OPEN = Set.of("Ecs.0122", "Ecs.0124");

    private static final Set<String> SOLD_OUT = Set.of("Ecs.0319", "Ecs.0219");
    private static final Set<String> QUOTA = Set.of("Ecs.0001");
    private static final Set<String> ACCOUNT = Set.of("Ecs.0003", "CBC.99005003");

    private Codes() {}

    static StartOutcome outcome(Answer.No<?> no) {
        if (OPEN.contains(no.code()) || no.status() == 408 || no.status() == 409) {
            return new Unknown("Not told by " + no.words() + ".");
        }
        if (isThrottled(no)) return new Refused(Reason.THROTTLED, no.words());
        if (no.status() == 401) return new Refused(Reason.ACCOUNT, no.words());
        return new Refused(reason(no.code()), no.words());
    }

    /// Why a job failed.
    static Reason reason(String code) {
        if (SOLD_OUT.contains(code)) return Reason.SOLD_OUT;
        if (QUOTA.contains(code)) return Reason.QUOTA;
        if (ACCOUNT.contains(code)) return Reason.ACCOUNT;
        return Reason.INVALID;
    }

    static boolean isThrottled(Answer.No<?> no) {
        return no.status() == 429 || no.code().equals("APIGW.0308");
    }

    static boolean isGone(Answer.No<?> no) {
        return no.code().equals("Ecs.0114");
    }

    /// One of several products cannot be rated.
    static boolean isWrongProduct(Answer.No<?> no) {
        return no.status() == 400 && no.code().equals("CBC.0100");
    }
}
