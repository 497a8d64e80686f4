package gridfare.web.job;

import gridfare.pricing.market.ProviderId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Asks providers beside each other, so that one with many offers, or one that hangs, keeps no
/// other waiting. Each provider has at most one thread a kind of work: the next turn passes by what
/// still runs.
@ApplicationScoped
public class SideBySide {

    private static final Logger LOG = System.getLogger(SideBySide.class.getName());

    private record Running(String work, ProviderId provider) {}

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedExecutorService executor;

    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /// Starts `work` for each provider for which it does not run yet, and returns at once.
    void run(String work, Collection<ProviderId> providers, Consumer<ProviderId> each) {
        run(executor, work, providers, each);
    }

    void run(
            Executor threads,
            String work,
            Collection<ProviderId> providers,
            Consumer<ProviderId> each) {
        for (ProviderId provider : providers) {
            var turn = new Running(work, provider);
            if (!running.add(turn)) continue;
            try {
                threads.execute(() -> take(turn, each));
            } catch (RuntimeException refused) {
                running.remove(turn);
                throw refused;
            }
        }
    }

    private void take(Running turn, Consumer<ProviderId> each) {
        try {
            each.accept(turn.provider());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "%s failed; its next turn tries again.".formatted(turn), e);
        } finally {
            running.remove(turn);
        }
    }
}
