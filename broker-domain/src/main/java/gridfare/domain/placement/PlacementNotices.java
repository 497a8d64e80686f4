package gridfare.domain.placement;

import gridfare.domain.notice.NoticeKind;
import gridfare.domain.notice.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What buyers are told of what happens to their placements.
@ApplicationScoped
class PlacementNotices {

    @Inject Notices notices;

    /// In the transaction in which it happened. Of most events nobody is told.
    ///
    /// The arguments of a notice: `name` of the placement, `reason` by its code, and `detail`,
    /// which is an instant where it is told that machines will go, and what changed where it
    /// recovered.
    void tell(Placement placement, PlacementEvent event) {
        kind(event.kind())
                .ifPresent(kind ->
                        notices.tell(
                                placement.organisation(),
                                kind,
                                List.of(placement.id()),
                                Map.of(
                                        "name",
                                        placement.name().orElse(""),
                                        "reason",
                                        placement.reason().map(PlacementReason::code).orElse(""),
                                        "detail",
                                        event.detail().orElse(""))));
    }

    private static Optional<NoticeKind> kind(PlacementEvent.Kind event) {
        return Optional.ofNullable(
                switch (event) {
                    case QUEUED -> NoticeKind.PLACEMENT_QUEUED;
                    case RUNNING -> NoticeKind.PLACEMENT_STARTED;
                    case ENDS_SOON -> NoticeKind.PLACEMENT_ENDING;
                    case PRICE_MOVED -> NoticeKind.PRICE_MOVED;
                    case RECOVERING -> NoticeKind.PLACEMENT_RECOVERING;
                    case RECOVERED -> NoticeKind.PLACEMENT_RECOVERED;
                    case MOVE_ANNOUNCED -> NoticeKind.PLACEMENT_LEAVING;
                    case PAUSED -> NoticeKind.PLACEMENT_PAUSED;
                    case ENDED -> NoticeKind.PLACEMENT_ENDED;
                    case FAILED -> NoticeKind.PLACEMENT_FAILED;
                    case CANCELLED -> NoticeKind.PLACEMENT_CANCELLED;
                    case ACCEPTED,
                            ADMITTED,
                            ORDERED,
                            MACHINES_STARTED,
                            LEG_REFUSED,
                            LEG_REPLACED,
                            LEG_RUNNING,
                            LEG_LOST,
                            CONFIRMED,
                            EXTENDED,
                            STOP_ASKED,
                            LEG_RELEASED ->
                            null;
                });
    }
}
