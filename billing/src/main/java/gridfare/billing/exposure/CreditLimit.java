package gridfare.billing.exposure;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.CreditLine;
import gridfare.domain.party.CreditLine.Terms;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.placement.CreditAnswer;
import gridfare.domain.placement.CreditAnswer.Exceeded;
import gridfare.domain.placement.CreditAnswer.Granted;
import gridfare.domain.placement.CreditAnswer.NoCredit;
import gridfare.domain.placement.CreditCheck;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps an INVOICED buyer within its limit. The credit row is locked until the accept commits, so
/// the next one counts its placement.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CreditLimit implements CreditCheck {

    private final Organisations organisations;
    private final Exposures exposures;
    private final InstantSource clock;
    private final InstantSource wall;

    @Inject
    CreditLimit(
            Organisations organisations,
            Exposures exposures,
            InstantSource clock,
            @Wall InstantSource wall) {
        this.organisations = organisations;
        this.exposures = exposures;
        this.clock = clock;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    CreditLimit() {
        this(null, null, null, null);
    }

    @Override
    public CreditAnswer check(Party buyer, LedgerAmount upTo) {
        return organisations
                .lockedCreditLine(buyer.organisation())
                .filter(line -> line.terms() == Terms.INVOICED)
                .filter(line -> line.limit().currency().equals(upTo.currency()))
                .map(line -> check(line, upTo))
                .orElseGet(NoCredit::new);
    }

    private CreditAnswer check(CreditLine line, LedgerAmount upTo) {
        Instant now = clock.instant();
        LedgerAmount owed = exposures.owed(line.organisation(), upTo.currency(), now);
        LedgerAmount total = owed.plus(upTo);
        if (total.exceeds(line.limit())) {
            return new Exceeded(total.minus(line.limit()));
        }
        organisations
                .session()
                .createNativeMutationQuery(
                        """
                        insert into credit_grant (id, organisation_uuid, granted_at,
                            owed_minor_units, asked_minor_units, ceiling_minor_units, currency)
                        values (:id, :organisation, :at, :owed, :asked, :ceiling, :currency)
                        """)
                .setParameter("id", UuidV7.at(wall.instant()))
                .setParameter("organisation", line.organisation().uuid())
                .setParameter("at", now)
                .setParameter("owed", owed.minorUnits())
                .setParameter("asked", upTo.minorUnits())
                .setParameter("ceiling", line.limit().minorUnits())
                .setParameter("currency", upTo.currency().getCurrencyCode())
                .executeUpdate();
        return new Granted();
    }
}
