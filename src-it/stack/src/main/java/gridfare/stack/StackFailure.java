package gridfare.stack;

/// Something kept the stack from starting or stopping. The message is one that a newcomer can act
/// on; it may carry the last lines of a log.
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
