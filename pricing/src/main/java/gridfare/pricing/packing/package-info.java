/// Which node of a provider's own cluster a task goes to, where the broker sees nodes: so that what
/// is left over can still be used by the tasks that usually come.
///
/// Fragmentation gradient descent: Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
/// Workloads with Fragmentation Gradient Descent", USENIX ATC 2023. Pure: the same nodes, forecast
/// and tasks in the same order end on the same nodes everywhere.
///
/// - [Packer] is the contract. [ExhaustivePacker] is its slow and obvious meaning; [CachedPacker]
///   scores only what has changed, tested against it.
/// - May use nothing of ours.
@NullMarked
package gridfare.pricing.packing;

import org.jspecify.annotations.NullMarked;
