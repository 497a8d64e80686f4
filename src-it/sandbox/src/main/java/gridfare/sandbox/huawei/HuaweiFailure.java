package gridfare.sandbox.huawei;

/// A refusal in the vendor's words.
final class HuaweiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    HuaweiFailure(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static HuaweiFailure invalid(String what) {
        return new HuaweiFailure(400, "Ecs.0005", "Request body is invalid: " + what);
    }

    static HuaweiFailure noServer(String id) {
        return new HuaweiFailure(404, "Ecs.0114", "Instance[%s] could not be found.".formatted(id));
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
