package gridfare.web.config;

import gridfare.domain.clock.ClockSettings;
import gridfare.domain.clock.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The two clocks. Wall time is the system's; business time is
/// [gridfare.domain.clock.BusinessClock], which adds the offset in the database.
@ApplicationScoped
public class Clocks {

    @Produces
    @Wall
    @Singleton
    InstantSource wall() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    ClockSettings settings(Settings settings) {
        return new ClockSettings(settings.clockIsMovable(), settings.node());
    }
}
