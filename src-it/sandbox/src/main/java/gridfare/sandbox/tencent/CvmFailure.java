package gridfare.sandbox.tencent;

/// A refusal in the vendor's words. Its HTTP status is always 200.
final class CvmFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    CvmFailure(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static CvmFailure missing(String parameter) {
        return new CvmFailure(
                "MissingParameter",
                "The request is missing the parameter `%s`.".formatted(parameter));
    }

    static CvmFailure invalid(String parameter) {
        return new CvmFailure(
                "InvalidParameterValue", "The value of `%s` is not valid.".formatted(parameter));
    }

    static CvmFailure soldOut() {
        return new CvmFailure(
                "ResourcesSoldOut.SpecifiedInstanceType",
                "The specified instance type is sold out in this zone.");
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
