package gridfare.domain.metering;

import gridfare.domain.clock.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/// Usage windows as work that business time makes due: a day, and the edge of a month.
@ApplicationScoped
public class UsageDue implements DueWork {

    @Inject MeterLegs legs;
    @Inject CollectUsage collect;

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Optional<Instant> nextDueAfter(Instant after) {
        return legs.nextEdge(after);
    }

    @Override
    public boolean runDue() {
        collect.run();
        return false;
    }
}
