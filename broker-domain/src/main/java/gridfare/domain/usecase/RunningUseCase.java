package gridfare.domain.usecase;

import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the outermost use case of the present transaction decided: the pool, and for whom.
@TransactionScoped
public class RunningUseCase implements Serializable {

    private static final long serialVersionUID = 1L;

    private @Nullable String pool;
    private @Nullable UUID organisation;

    /// @return whether this call is the outermost one, and so decided
    boolean begin(@Nullable UUID caller) {
        if (pool == null) {
            pool = caller == null ? TwoPools.JOBS : TwoPools.TENANTS;
            organisation = caller;
            return true;
        }
        if (caller != null && organisation != null && !organisation.equals(caller)) {
            throw new IllegalStateException(
                    "A use case for %s within one for %s.".formatted(caller, organisation));
        }
        return false;
    }

    String pool() {
        if (pool == null) {
            throw new IllegalStateException("No use case is running: who asks for a session?");
        }
        return pool;
    }
}
