/// What is on sale, as a program lists it: chips, sites, providers, offers. Also the words by which
/// other features show a site or a provider. Knows the offer book's reading side only.
@NullMarked
package gridfare.web.market;

import org.jspecify.annotations.NullMarked;
