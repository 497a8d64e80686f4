package gridfare.domain.placement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.hibernate.StaleStateException;

/// Repeats a step from its start where somebody else was faster, at most three times.
@ApplicationScoped
class Changes {

    private static final int MOST = 3;

    <T> T repeatedly(Supplier<T> step) {
        for (int time = 1; ; time++) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                if (time == MOST || !isStale(e)) throw e;
            }
        }
    }

    private static boolean isStale(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StaleStateException
                    || cause instanceof jakarta.persistence.OptimisticLockException) {
                return true;
            }
        }
        return false;
    }
}
