package gridfare.web.config;

import gridfare.domain.clock.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wall time is the system's clock: the only place that reads it.
@ApplicationScoped
public class WallClock {

    @Produces
    @Wall
    @Singleton
    InstantSource wall() {
        return InstantSource.system();
    }
}
