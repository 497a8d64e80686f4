package gridfare.domain.provider;

import gridfare.domain.clock.Wall;
import gridfare.pricing.market.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Providers as they can be called: the account from the database, handed to the adapter of its
/// kind, behind the guard of this node. An account that was changed is connected anew.
@ApplicationScoped
public class ConnectedProviders {

    private record Connected(long revision, ComputeProvider provider) {}

    @Inject @Any Instance<ComputeProviderFactory> factories;
    @Inject Accounts accounts;
    @Inject @Wall InstantSource wall;

    private final Map<ProviderId, Connected> connected = new ConcurrentHashMap<>();
    private final Map<ProviderId, Guard> guards = new ConcurrentHashMap<>();

    /// Whether nothing is asked of it now, because it did not answer lately.
    public boolean isSilent(ProviderId id) {
        Guard guard = guards.get(id);
        return guard != null && guard.isOpen();
    }

    /// All of which that is so on this node.
    public Set<ProviderId> silent() {
        return guards.keySet().stream().filter(this::isSilent).collect(Collectors.toSet());
    }

    /// What this node's guards counted since the last time.
    Map<ProviderId, Guard.Tally> tallies() {
        Map<ProviderId, Guard.Tally> tallies = new HashMap<>();
        guards.forEach((id, guard) -> tallies.put(id, guard.take()));
        return tallies;
    }

    /// The provider, to be called outside any transaction.
    ///
    /// @throws IllegalStateException if it has no account, or nobody speaks its language
    public ComputeProvider of(ProviderId id) {
        return find(id).orElseThrow(
                        () -> new IllegalStateException("%s has no account.".formatted(id)));
    }

    /// The same, or empty where it has no account yet.
    public Optional<ComputeProvider> find(ProviderId id) {
        Optional<Long> revision = accounts.revision(id);
        if (revision.isEmpty()) return Optional.empty();
        Connected known = connected.get(id);
        if (known != null && known.revision() == revision.get()) {
            return Optional.of(known.provider());
        }
        return accounts.open(id)
                .map(opened -> {
                    Guard guard = guards.computeIfAbsent(id, fresh -> new Guard(wall));
                    ComputeProvider made =
                            new GuardedProvider(
                                    factory(opened.account().kind()).connect(opened.account()),
                                    guard);
                    connected.put(id, new Connected(opened.revision(), made));
                    return made;
                });
    }

    /// The adapter of a kind.
    ///
    /// @throws IllegalStateException if there is none
    public ComputeProviderFactory factory(ProviderKind kind) {
        return factories.stream()
                .filter(factory -> factory.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No adapter for " + kind + "."));
    }
}
