package gridfare.domain.ledger;

/// What became of a transfer that was to be booked.
public sealed interface Posting {

    TransferId id();

    record Posted(TransferId id) implements Posting {}

    /// The same event was booked before, with the same entries.
    record AlreadyPosted(TransferId id) implements Posting {}
}
