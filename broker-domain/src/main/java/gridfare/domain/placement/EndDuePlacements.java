package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.quote.ExpireQuotes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Brings to their end the placements whose time is over: at the agreed end, at the end of a start
/// window without capacity, or when a buyer has not decided; moves those off their machines whose
/// notice is over. Tells buyers a quarter of an hour before the agreed end.
@ApplicationScoped
public class EndDuePlacements {

    /// How long before its agreed end a buyer is told.
    public static final Duration NOTICE = Duration.ofMinutes(15);

    private static final int MOST = 200;

    @Inject DuePlacements due;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject ExpireQuotes quotes;
    @Inject CountUtilisation utilisation;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// Does a bounded part of what is due at business time now.
    ///
    /// @return how many placements it changed
    public int run() {
        Instant now = clock.instant();
        List<PlacementId> over = due.pastAgreedEnd(now, MOST);
        Parallel.each(
                over, "Ending", id -> stop(id, PlacementReason.AGREED_END, PlacementState.ENDED));
        List<PlacementId> waited = due.waitedTooLong(now, MOST);
        Parallel.each(waited, "Cancelling", id -> giveUp(id, PlacementReason.START_WINDOW_PASSED));
        List<PlacementId> undecided = due.undecided(now, MOST);
        Parallel.each(undecided, "Cancelling", id -> giveUp(id, PlacementReason.PRICE_MOVED));
        List<PlacementId> leaving = due.leaving(now, MOST);
        Parallel.each(
                leaving,
                "Moving",
                id -> change(id, one -> one.move(wall.instant(), clock.instant())));
        List<PlacementId> soon = due.endingSoon(now, now.plus(NOTICE), MOST);
        Parallel.each(
                soon,
                "Telling",
                id ->
                        changes.repeatedly(
                                () -> steps.change(id, one -> one.warned(clock.instant()))));
        quotes.run();
        utilisation.run();
        return over.size() + leaving.size() + waited.size() + undecided.size() + soon.size();
    }

    private void stop(PlacementId id, PlacementReason why, PlacementState as) {
        change(id, one -> one.stop(why, null, as, clock.instant()));
    }

    private void giveUp(PlacementId id, PlacementReason why) {
        change(id, one -> one.gaveUp(why, clock.instant()));
    }

    private void change(PlacementId id, Consumer<PlacementCase> event) {
        changes.repeatedly(() ->
                steps.change(
                        id,
                        one -> {
                            event.accept(one);
                            return true;
                        }));
    }
}
