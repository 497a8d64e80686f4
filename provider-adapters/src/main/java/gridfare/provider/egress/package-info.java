/// The one gate to addresses that tenants give. A name is looked up once a call, every address it
/// leads to is judged, and the connection goes to one that was: a name that answers otherwise the
/// next moment gains nothing. No redirect is followed, nothing of an answer but its status is read.
///
/// - [EgressCourier] carries buyers' webhooks through the gate.
/// - [Target] judges how an address is written, [Networks] where a name leads.
@NullMarked
package gridfare.provider.egress;

import org.jspecify.annotations.NullMarked;
