package gridfare.domain.clock;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Marks the `InstantSource` of wall time: for how recently we heard and how long we wait. The
/// unmarked one is business time: for what was promised or is charged.
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Wall {}
