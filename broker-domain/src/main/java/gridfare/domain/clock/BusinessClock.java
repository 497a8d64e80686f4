package gridfare.domain.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Business time of this node: the `InstantSource` that is injected unless [Wall] is asked for.
///
/// Wall time plus the offset in the database, as of the last [#refresh], which a job calls at least
/// once a second on every node.
@ApplicationScoped
public class BusinessClock implements InstantSource {

    @Inject @Wall InstantSource wall;
    @Inject ClockRow row;
    @Inject ClockSettings settings;

    private volatile @Nullable ClockState known;

    /// Business time now.
    public Instant now() {
        return state().at(wall.instant());
    }

    @Override
    public Instant instant() {
        return now();
    }

    /// What this node last read.
    public ClockState state() {
        ClockState state = known;
        return state != null ? state : refresh();
    }

    /// Takes in what any node has moved, and confirms it to the others.
    ///
    /// @throws IllegalStateException where the clock is fixed and the database's was moved once:
    ///   what is booked there lies in a time that we shall never be in
    public ClockState refresh() {
        ClockState before = known;
        ClockState read = row.read();
        if (!settings.movable() && read.wasMoved()) {
            throw new IllegalStateException(
                    "This database's clock was moved (%s): it is a demonstration's, and needs"
                                    .formatted(read)
                            + " gridfare.clock=movable.");
        }
        known = read;
        if (settings.movable() || before == null || before.revision() != read.revision()) {
            row.confirm(settings.node(), read.revision(), wall.instant());
        }
        return read;
    }
}
