package gridfare.sandbox.alibaba;

/// A refusal in the vendor's words.
final class EcsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    EcsFailure(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static EcsFailure missing(String parameter) {
        return new EcsFailure(
                400,
                "MissingParameter",
                "The input parameter \"%s\" that is mandatory for processing this request is not supplied."
                        .formatted(parameter));
    }

    static EcsFailure invalid(String parameter) {
        return new EcsFailure(
                400,
                "InvalidParameter",
                "The specified parameter \"%s\" is not valid.".formatted(parameter));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
