package gridfare.pricing.admission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One pass over what waits: says whom to try next, and is told each time whether it could be
/// placed, because only whoever claims the capacity knows. Not for several threads.
///
/// The order: tiers strictly one after the other. Inside a tier first, oldest first, each
/// organisation's oldest work that has waited for [FairRules#urgentAfter]; what that lacks is kept
/// free for it, so that smaller work behind it cannot pass it by for ever. Then always the oldest
/// work of the organisation with the smallest share: the largest part, over chip classes, that it
/// has of all GPUs of a class by running and by past use, divided by its weight, and less the
/// longer it has waited. (Weighted dominant-resource fairness: Ghodsi et al., NSDI 2011.) Work that
/// does not fit is passed over; what is behind it is still tried.
///
/// - A newcomer starts level with the least served of those that are there, so a new name is no way
///   to the front; what it is charged for that fades as past use does, so it never falls behind
///   them.
/// - The urgent place is one an organisation: a thousand old requests of one do not close the tier
///   to the others. Its clock begins with the later of when the work came and when it last had it.
public interface AdmissionRound {

    /// @param total all GPUs that are there, free or not, by chip class
    /// @param free of them, not in use and not claimed
    /// @param standings of those who wait or run; who waits and has none is a newcomer
    static AdmissionRound open(
            FairRules rules,
            Gpus total,
            Gpus free,
            Collection<Waiting> waiting,
            Collection<Standing> standings,
            Instant now) {
        return new FairRound(new Shares(rules, total, free, waiting, standings, now));
    }

    /// Whom to try now: the same until it is [#granted] or [#refused]; empty when the round is
    /// over. Only work whose needs are free.
    Optional<Waiting> next();

    /// Whether what [#next] named has its organisation's urgent place: where it is refused, what it
    /// lacks is kept for it.
    boolean isUrgent();

    /// What [#next] named has its capacity.
    void granted();

    /// What [#next] named could not be placed although there should be room. It goes on waiting.
    void refused();

    /// All that can be admitted, in order, if every one finds its place.
    default List<Waiting> grantAll() {
        List<Waiting> admitted = new ArrayList<>();
        for (Optional<Waiting> one = next(); one.isPresent(); one = next()) {
            admitted.add(one.get());
            granted();
        }
        return admitted;
    }
}
