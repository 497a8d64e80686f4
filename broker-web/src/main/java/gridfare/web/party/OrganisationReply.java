package gridfare.web.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.party.CreditLine;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An organisation as the interface tells of it.
///
/// @param terms and `limit`: null where they are not told
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrganisationReply(
        OrganisationId id,
        String name,
        String country,
        String currency,
        @Nullable String terms,
        @Nullable LedgerAmount limit) {

    static OrganisationReply of(Organisation organisation, Optional<CreditLine> terms) {
        return new OrganisationReply(
                organisation.id(),
                organisation.name(),
                organisation.country(),
                organisation.billingCurrency().getCurrencyCode(),
                terms.map(line -> line.terms().name()).orElse(null),
                terms.map(CreditLine::limit).orElse(null));
    }
}
