package gridfare.domain.notice;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.audit.AuditLog;
import gridfare.domain.party.Party;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    @UseCase
    static class Deed {
        @Inject Notices notices;
        @Inject AuditLog audit;

        void tell(Party party, NoticeKind kind) {
            notices.tell(
                    party.organisation(), kind, List.of(party.organisation()), Map.of("name", "A"));
            audit.record(party, "told", null, Map.of());
        }
    }

    @Test
    void aNoticeReachesTheOrganisationAndNoOther() {
        var deed = DOMAIN.bean(Deed.class);
        deed.tell(LINGHE, NoticeKind.PLACEMENT_STARTED);
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        deed.tell(LINGHE, NoticeKind.PLACEMENT_ENDED);
        var inbox = DOMAIN.bean(Inbox.class);

        List<Notice> newest = inbox.read(LINGHE, 1, null);
        assertThat(newest).extracting(Notice::kind).containsExactly(NoticeKind.PLACEMENT_ENDED);
        assertThat(newest.getFirst().arguments()).containsEntry("name", "A");
        assertThat(inbox.read(LINGHE, 10, newest.getFirst().id()))
                .extracting(Notice::kind)
                .containsExactly(NoticeKind.PLACEMENT_STARTED);
        assertThat(inbox.read(OTHER_LAB, 10, null)).isEmpty();
        assertThat(inbox.unread(LINGHE)).isEqualTo(2);

        inbox.markRead(LINGHE);
        assertThat(inbox.unread(LINGHE)).isZero();
    }
}
