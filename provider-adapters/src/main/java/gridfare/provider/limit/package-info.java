/// What all vendors' adapters share: how long one may take, how many requests run at once, what may
/// come back, the tags that make a machine ours, and files of dated facts. Knows no vendor and no
/// vendor's SDK.
///
/// - [Ask] sends one request and gives up in time; [Answer] is what came back.
/// - [Gathering] goes over many regions side by side.
/// - [Legs] finds and stops the machines of a leg by what a vendor lists.
@NullMarked
package gridfare.provider.limit;

import org.jspecify.annotations.NullMarked;
