package gridfare.domain.id;

import java.util.UUID;

/// An identifier of one kind of thing. Implementations are records with the single component
/// `uuid`, so that Hibernate can embed them.
public interface TypedId {

    UUID uuid();

    /// The three letters that tell the kind, e.g. `plc`, as joints.md lists them.
    String prefix();

    /// The form that the outside sees, e.g. `plc_01k…`: never null, 30 characters.
    default String external() {
        return ExternalId.text(prefix(), uuid());
    }
}
