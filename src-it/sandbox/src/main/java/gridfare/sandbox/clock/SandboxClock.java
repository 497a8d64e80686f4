package gridfare.sandbox.clock;

import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Business time: wall time plus an offset while it runs, or one instant while it is held still.
/// Survives a restart, during which it goes on if it ran.
public final class SandboxClock implements InstantSource {

    private static final String ROW = "clock";

    private final InstantSource wall;
    private final Store store;
    private final Table<Setting> settings;

    /// `base` is the instant shown at the wall instant `setAt`.
    record Setting(Instant base, Instant setAt, boolean running) {}

    public SandboxClock(InstantSource wall, Store store) {
        this.wall = wall;
        this.store = store;
        this.settings = store.table("clock", Setting.class);
    }

    @Override
    public Instant instant() {
        Instant now = wall.instant();
        return settings.find(ROW).map(setting -> at(setting, now)).orElse(now);
    }

    private static Instant at(Setting setting, Instant now) {
        if (!setting.running()) return setting.base();
        return setting.base().plus(Duration.between(setting.setAt(), now));
    }

    public boolean running() {
        return settings.find(ROW).map(Setting::running).orElse(true);
    }

    public void set(Instant to, boolean running) {
        store.commit(settings.put(ROW, new Setting(to, wall.instant(), running)));
    }
}
