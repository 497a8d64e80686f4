package gridfare.domain.idempotency;

/// What came of a request that may be sent twice.
public sealed interface Once {

    /// It was done now.
    record Fresh(StoredAnswer answer) implements Once {}

    /// It had been done; the same answer as then.
    record Replayed(StoredAnswer answer) implements Once {}

    /// The key was used for another request.
    record KeyReused() implements Once {}

    /// The same key is being worked on at this moment.
    record InProgress() implements Once {}
}
