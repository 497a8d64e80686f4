package gridfare.domain.quote;

import static java.util.stream.Collectors.toMap;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.money.BasisPoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// The dated contracts of buyers: what is taken off a provider's own price.
@ApplicationScoped
class ContractRebates {

    @Inject StatelessSession session;

    /// By provider, on the UTC day of `at`; of contracts that overlap the latest.
    Map<ProviderId, BasisPoints> of(OrganisationId buyer, Instant at) {
        return session
                .createNativeQuery(
                        """
                        select distinct on (provider_uuid) provider_uuid, basis_points
                        from contract_rebate
                        where organisation_uuid = :buyer and valid_from <= :day
                            and (valid_to is null or valid_to > :day)
                        order by provider_uuid, valid_from desc\
                        """,
                        Object[].class)
                .addScalar("provider_uuid", UUID.class)
                .addScalar("basis_points", Integer.class)
                .setParameter("buyer", buyer.uuid())
                .setParameter("day", LocalDate.ofInstant(at, ZoneOffset.UTC))
                .getResultList()
                .stream()
                .collect(
                        toMap(
                                row -> new ProviderId((UUID) row[0]),
                                row -> new BasisPoints((Integer) row[1])));
    }
}
