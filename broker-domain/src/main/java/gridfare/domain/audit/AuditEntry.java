package gridfare.domain.audit;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the audit log.
///
/// @param who the person's name, or the job's
/// @param action a verb phrase in kebab case
/// @param object the outside's name of what it was done to, if one thing
/// @param at wall time
/// @param businessAt business time
public record AuditEntry(
        UUID id,
        @Nullable OrganisationId organisation,
        @Nullable PersonId person,
        String who,
        String action,
        @Nullable String object,
        Map<String, String> details,
        Instant at,
        Instant businessAt) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    /// The organisation that it concerns, if one.
    public Optional<OrganisationId> concerns() {
        return Optional.ofNullable(organisation);
    }
}
