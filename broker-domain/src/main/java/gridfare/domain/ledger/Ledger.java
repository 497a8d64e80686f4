package gridfare.domain.ledger;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.ledger.Posting.AlreadyPosted;
import gridfare.domain.ledger.Posting.Posted;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Adds transfers to the books and tells balances. Joins the caller's transaction, so that an event
/// and its booking are one fact. The database refuses whatever would change or unbalance a
/// transfer.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Ledger {

    private final StatelessSession session;
    private final InstantSource wall;

    @Inject
    public Ledger(StatelessSession session, @Wall InstantSource wall) {
        this.session = session;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected Ledger() {
        this(null, null);
    }

    /// Books an event once. Waits where another transaction is booking the same one.
    ///
    /// @throws IllegalStateException if the business key was used for something else
    public Posting post(Transfer transfer) {
        TransferId id = new TransferId(UuidV7.at(wall.instant()));
        int added =
                session.createNativeMutationQuery(
                                """
                                insert into transfer
                                    (id_uuid, business_key, reason, booked_at, entries, reverses_key)
                                values (:id, :key, :reason, :at, :entries, :reverses)
                                on conflict (business_key) do nothing
                                """)
                        .setParameter("id", id.uuid())
                        .setParameter("key", transfer.businessKey())
                        .setParameter("reason", transfer.reason())
                        .setParameter("at", transfer.bookedAt())
                        .setParameter("entries", transfer.entries().size())
                        .setParameter("reverses", reverses(transfer), String.class)
                        .executeUpdate();
        if (added == 0) {
            return earlier(transfer);
        }
        int position = 0;
        for (Entry entry : transfer.entries()) {
            session.createNativeMutationQuery(
                            """
                            insert into ledger_entry
                                (transfer_uuid, position, account, organisation_uuid,
                                 minor_units, currency)
                            values (:transfer, :position, :account, :owner, :units, :currency)
                            """)
                    .setParameter("transfer", id.uuid())
                    .setParameter("position", position++)
                    .setParameter("account", entry.account().name())
                    .setParameter("owner", owner(entry.account()), UUID.class)
                    .setParameter("units", entry.amount().minorUnits())
                    .setParameter("currency", entry.amount().currency().getCurrencyCode())
                    .executeUpdate();
        }
        return new Posted(id);
    }

    public Optional<Transfer> find(String businessKey) {
        List<Object[]> rows =
                session.createNativeQuery(
                                """
                                select t.reason, t.booked_at, e.account, e.organisation_uuid,
                                       e.minor_units, e.currency
                                from transfer t join ledger_entry e on e.transfer_uuid = t.id_uuid
                                where t.business_key = :key order by e.position
                                """,
                                Object[].class)
                        .setParameter("key", businessKey)
                        .addScalar("reason", String.class)
                        .addScalar("booked_at", Instant.class)
                        .addScalar("account", String.class)
                        .addScalar("organisation_uuid", UUID.class)
                        .addScalar("minor_units", Long.class)
                        .addScalar("currency", String.class)
                        .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> entries = rows.stream().map(Ledger::entry).toList();
        return Optional.of(
                new Transfer(
                        businessKey,
                        (String) rows.getFirst()[0],
                        (Instant) rows.getFirst()[1],
                        entries));
    }

    /// The sum of an account's entries; debits are positive.
    public LedgerAmount balance(LedgerAccount account, Currency currency) {
        Long units =
                session.createNativeQuery(
                                """
                                select coalesce(sum(minor_units), 0)::bigint from ledger_entry
                                where account = :account and currency = :currency
                                """,
                                Long.class)
                        .setParameter("account", account.name())
                        .setParameter("currency", currency.getCurrencyCode())
                        .getSingleResult();
        return new LedgerAmount(units, currency);
    }

    /// Business time of the newest booking.
    public Optional<Instant> newest() {
        return Optional.ofNullable(
                session.createNativeQuery(
                                "select max(booked_at) as newest from transfer", Instant.class)
                        .addScalar("newest", Instant.class)
                        .getSingleResultOrNull());
    }

    private Posting earlier(Transfer transfer) {
        Transfer known =
                find(transfer.businessKey())
                        .orElseThrow(() ->
                                new IllegalStateException(transfer.businessKey() + " vanished."));
        if (!known.entries().equals(transfer.entries())) {
            throw new IllegalStateException(
                    "%s was booked as %s, not as %s."
                            .formatted(
                                    transfer.businessKey(), known.entries(), transfer.entries()));
        }
        UUID id =
                session.createNativeQuery(
                                "select id_uuid from transfer where business_key = :key",
                                UUID.class)
                        .setParameter("key", transfer.businessKey())
                        .getSingleResult();
        return new AlreadyPosted(new TransferId(id));
    }

    private static Entry entry(Object[] row) {
        UUID owner = (UUID) row[3];
        return new Entry(
                new LedgerAccount(
                        (String) row[2], owner == null ? null : new OrganisationId(owner)),
                new LedgerAmount((Long) row[4], Currency.getInstance((String) row[5])));
    }

    private static @Nullable UUID owner(LedgerAccount account) {
        return account.owner() == null ? null : account.owner().uuid();
    }

    private static @Nullable String reverses(Transfer transfer) {
        return transfer.reversedKey().orElse(null);
    }
}
