package gridfare.billing.invoice;

import gridfare.billing.ledger.Bookings;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.ledger.LedgerAccount;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.hibernate.StatelessSession;

/// What we owe a buyer pays its next invoice, as far as it goes. The caller holds the credit row.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CreditOnAccount {

    private final StatelessSession session;
    private final Ledger ledger;

    @Inject
    CreditOnAccount(StatelessSession session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    CreditOnAccount() {
        this(null, null);
    }

    /// Pays an invoice that was just issued, or a part of it.
    void use(Invoice invoice, Instant now) {
        LedgerAmount part = payableBy(invoice);
        if (part.isZero()) return;
        ledger.post(Bookings.creditUsed(invoice, part, now));
        session.createNativeMutationQuery(
                        """
                        insert into credit_use (invoice_uuid, organisation_uuid, minor_units, used_at)
                        values (:invoice, :organisation, :units, :at)
                        """)
                .setParameter("invoice", invoice.id().uuid())
                .setParameter("organisation", invoice.organisation().uuid())
                .setParameter("units", part.minorUnits())
                .setParameter("at", now)
                .executeUpdate();
        invoice.paid(part, now);
        session.update(invoice);
    }

    /// How much of what is due of an invoice credit can pay; never negative.
    LedgerAmount payableBy(Invoice invoice) {
        LedgerAmount owedToBuyer =
                ledger.balance(LedgerAccount.credit(invoice.organisation()), invoice.currency())
                        .negated();
        if (owedToBuyer.isNegative()) return LedgerAmount.zero(invoice.currency());
        return owedToBuyer.exceeds(invoice.due()) ? invoice.due() : owedToBuyer;
    }

    /// Gives back what was used on an invoice that is void.
    ///
    /// @return so much; zero if nothing was
    LedgerAmount giveBack(Invoice invoice, Instant now) {
        Long units =
                session.createNativeQuery(
                                """
                                update credit_use set undone_at = :at
                                where invoice_uuid = :invoice and undone_at is null
                                returning minor_units
                                """,
                                Long.class)
                        .setParameter("invoice", invoice.id().uuid())
                        .setParameter("at", now)
                        .getSingleResultOrNull();
        if (units == null) return LedgerAmount.zero(invoice.currency());
        ledger.post(ledger.find(Bookings.creditKey(invoice)).orElseThrow().reversal(now));
        return new LedgerAmount(units, invoice.currency());
    }
}
