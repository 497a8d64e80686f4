package gridfare.sandbox.control;

/// A control call that asks for something that is not there.
final class ControlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ControlFailure(String message) {
        super(message, null, false, false);
    }
}
