/// Plans and subscriptions: the portal's page and the REST resources.
@NullMarked
package gridfare.web.plan;

import org.jspecify.annotations.NullMarked;
