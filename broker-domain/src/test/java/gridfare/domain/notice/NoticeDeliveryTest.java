package gridfare.domain.notice;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.notice.ManageWebhooks.Delivery;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticeDeliveryTest {

    private static final Postman POSTMAN = new Postman();

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer(POSTMAN);

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    private static final URI HOOK = URI.create("https://lab.example/hook");

    private record Post(URI address, String body, Map<String, String> headers) {}

    /// Takes messages as it is told, and remembers them. As an extension it is a bean.
    private static final class Postman implements Courier, Extension {
        final List<Post> posts = new ArrayList<>();
        Handover next = new Handover.Taken(200);

        @Override
        public Handover post(URI address, String body, Map<String, String> headers) {
            posts.add(new Post(address, body, headers));
            return next;
        }

        @Override
        public boolean mayOpen(URI address) {
            return address.getHost().endsWith(".example");
        }
    }

    @UseCase
    static class Deed {
        @Inject Notices notices;
        @Inject StatelessSession session;

        void tell(Party party) {
            notices.tell(
                    party.organisation(),
                    NoticeKind.PLACEMENT_LEAVING,
                    List.of(party.organisation()),
                    Map.of("detail", "2026-11-24T08:05:00Z"));
        }

        void write(String sql) {
            session.createNativeMutationQuery(sql).executeUpdate();
        }
    }

    private final ManageWebhooks webhooks = DOMAIN.bean(ManageWebhooks.class);
    private final DeliverNotices deliver = DOMAIN.bean(DeliverNotices.class);
    private final Deed deed = DOMAIN.bean(Deed.class);
    private WebhookCreation.Created created;

    @BeforeEach
    void oneAddress() {
        for (String table :
                List.of("webhook_delivery", "webhook_endpoint", "notice_outbox", "notice")) {
            deed.write("delete from " + table);
        }
        POSTMAN.posts.clear();
        POSTMAN.next = new Courier.Handover.Taken(200);
        created = (WebhookCreation.Created) webhooks.create(LINGHE, HOOK);
    }

    @Test
    void aNoticeIsCarriedOnceToItsOrganisationSignedWithTheSecret() throws Exception {
        deed.tell(LINGHE);
        deed.tell(OTHER_LAB);
        assertThat(deliver.run()).isOne();
        assertThat(deliver.run()).isZero();

        assertThat(POSTMAN.posts).hasSize(1);
        Post post = POSTMAN.posts.getFirst();
        assertThat(post.address()).isEqualTo(HOOK);
        assertThat(post.body())
                .contains("\"type\":\"placement.leaving\"")
                .contains("\"id\":\"evt_")
                .contains(LINGHE.organisation().external());
        // What a receiver does: HMAC-SHA256 over t, a dot and the body.
        String second = Long.toString(DOMAIN.wall().instant().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(created.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature =
                HexFormat.of()
                        .formatHex(
                                mac.doFinal(
                                        (second + "." + post.body())
                                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(post.headers())
                .containsEntry("Gridfare-Signature", "t=" + second + ",v1=" + signature);
        assertThat(webhooks.deliveries(LINGHE, created.webhook().id(), 10))
                .extracting(Delivery::state)
                .containsExactly("DELIVERED");
        assertThat(webhooks.deliveries(OTHER_LAB, created.webhook().id(), 10)).isEmpty();
        assertThat(webhooks.list(OTHER_LAB)).isEmpty();
    }

    @Test
    @DisplayName(
            "F30: what is not taken five times is parked, the operator sees it, and the queue moves on")
    void whatIsNotTakenIsTriedFiveTimesAndParked() {
        POSTMAN.next = new Courier.Handover.Failed("503");
        deed.tell(LINGHE);
        for (int i = 0; i < 20; i++) {
            deliver.run();
            DOMAIN.wall().advance(Duration.ofMinutes(20));
        }
        assertThat(POSTMAN.posts).hasSize(5);
        assertThat(DOMAIN.bean(Outbox.class).parked(OPERATOR, 10))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.url()).isEqualTo(HOOK.toString());
                    assertThat(parked.failure()).isEqualTo("503");
                });
        POSTMAN.next = new Courier.Handover.Taken(200);
        deed.tell(LINGHE);
        assertThat(deliver.run()).isOne();
    }

    @Test
    @DisplayName(
            "F30: a notice that cannot be understood is parked after five tries, those behind it go on")
    void aPoisonMessageIsParked() {
        deed.tell(LINGHE);
        deed.write("update notice set kind = 'NO_SUCH_KIND'");
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        deed.tell(LINGHE);
        assertThat(deliver.run()).isOne();
        for (int i = 0; i < 20; i++) {
            DOMAIN.wall().advance(Duration.ofMinutes(20));
            assertThat(deliver.run()).isZero();
        }

        assertThat(DOMAIN.bean(Outbox.class).parked(OPERATOR, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.url()).isNull());
        assertThat(DOMAIN.bean(Outbox.class).fresh(10)).isEmpty();
    }

    @Test
    void anAddressTheGateForbidsIsNotTakenAndNotTriedAgain() {
        assertThat(webhooks.create(LINGHE, URI.create("https://127.0.0.1/hook")))
                .isEqualTo(new WebhookCreation.NotAllowed());
        Party viewer =
                new Party(LINGHE.person(), LINGHE.name(), LINGHE.organisation(), Role.VIEWER);
        assertThat(webhooks.create(viewer, HOOK)).isEqualTo(new WebhookCreation.MayNotManage());
        POSTMAN.next = new Courier.Handover.NotAllowed("its name leads elsewhere now");
        deed.tell(LINGHE);
        deliver.run();
        DOMAIN.wall().advance(Duration.ofHours(1));
        deliver.run();
        assertThat(POSTMAN.posts).hasSize(1);
        assertThat(webhooks.deliveries(LINGHE, created.webhook().id(), 10))
                .extracting(Delivery::state)
                .containsExactly("PARKED");
    }

    @Test
    void nothingIsSentToAnAddressThatWasRemoved() {
        assertThat(webhooks.remove(OTHER_LAB, created.webhook().id())).isFalse();
        assertThat(webhooks.remove(LINGHE, created.webhook().id())).isTrue();
        deed.tell(LINGHE);
        assertThat(deliver.run()).isZero();
        assertThat(POSTMAN.posts).isEmpty();
    }
}
