package gridfare.domain.notice;

import gridfare.domain.clock.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;

/// Carries notices from the outbox to where organisations' programs listen: at least once, each
/// signed. A message is written down before it is carried, and its outcome in a transaction of its
/// own; a server that is killed in between carries it again, and whoever listens knows it by its
/// id.
@ApplicationScoped
public class DeliverNotices {

    private static final Logger LOG = Logger.getLogger(DeliverNotices.class.getName());
    private static final int MOST_NOTICES = 200;
    private static final int MOST_MESSAGES = 50;

    @Inject Outbox outbox;
    @Inject WebhookSecrets secrets;
    @Inject @Any Instance<Courier> couriers;
    @Inject @Wall InstantSource wall;

    /// Does a bounded part of what is due. Without a courier messages wait.
    ///
    /// @return how many messages were taken
    public int run() {
        for (UUID notice : outbox.fresh(MOST_NOTICES)) address(notice);
        if (!couriers.isResolvable()) return 0;
        Courier courier = couriers.get();
        int taken = 0;
        for (Outbox.Message message : outbox.due(MOST_MESSAGES)) {
            if (carry(courier, message)) taken++;
        }
        return taken;
    }

    private void address(UUID notice) {
        try {
            outbox.address(notice);
        } catch (RuntimeException e) {
            LOG.warning(() -> "Notice %s cannot be sent: %s".formatted(notice, e));
            outbox.failed(notice, String.valueOf(e.getMessage()));
        }
    }

    private boolean carry(Courier courier, Outbox.Message message) {
        Map<String, String> headers =
                Map.of(
                        "Gridfare-Signature",
                        secrets.sign(message.endpoint(), wall.instant(), message.body()));
        Courier.Handover handover =
                courier.post(URI.create(message.url()), message.body(), headers);
        return switch (handover) {
            case Courier.Handover.Taken(int status) -> {
                outbox.delivered(message.notice(), message.endpoint());
                yield true;
            }
            case Courier.Handover.Failed(String why) -> {
                outbox.failed(message.notice(), message.endpoint(), message.attempt(), false, why);
                yield false;
            }
            case Courier.Handover.NotAllowed(String why) -> {
                outbox.failed(message.notice(), message.endpoint(), message.attempt(), true, why);
                yield false;
            }
        };
    }
}
