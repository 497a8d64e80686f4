package gridfare.domain.notice;

import gridfare.domain.party.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that an organisation was told.
///
/// @param subjects what it is about, as external ids, the most important first
/// @param arguments what its text names, by name
/// @param toldAt business time
public record Notice(
        UUID id,
        OrganisationId organisation,
        NoticeKind kind,
        List<String> subjects,
        Map<String, String> arguments,
        Instant toldAt,
        @Nullable Instant readAt) {

    public Notice {
        subjects = List.copyOf(subjects);
        arguments = Map.copyOf(arguments);
    }
}
