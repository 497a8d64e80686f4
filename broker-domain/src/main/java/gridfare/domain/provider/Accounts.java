package gridfare.domain.provider;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import gridfare.domain.clock.ClockSettings;
import gridfare.domain.json.JsonText;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Accounts with their secrets, on the jobs' pool and in transactions of their own.
///
/// While the clock is movable none at a real cloud is written or opened: its machines would run,
/// and cost, in time that we do not live in.
@UseCase
@Transactional(REQUIRES_NEW)
class Accounts {

    /// An account at one of its revisions.
    record Opened(long revision, ProviderAccount account) {}

    @Inject StatelessSession session;
    @Inject MasterKey masterKey;
    @Inject ClockSettings clock;

    /// The revision of a provider's account; empty where it has none.
    Optional<Long> revision(ProviderId provider) {
        return session.createNativeQuery(
                        "select revision from provider_account where provider_uuid = :provider",
                        Long.class)
                .setParameter("provider", provider.uuid())
                .uniqueResultOptional();
    }

    /// @throws IllegalStateException for one at a real cloud while the clock is movable
    Optional<Opened> open(ProviderId provider) {
        return session.createNativeQuery(
                        """
                        select p.kind, a.sandbox, a.home_region, a.access_key, a.sealed_secret, a.revision,
                            cast(a.settings as text) settings
                        from provider_account a join provider p on p.id_uuid = a.provider_uuid
                        where a.provider_uuid = :provider\
                        """,
                        Object[].class)
                .addScalar("kind", String.class)
                .addScalar("sandbox", String.class)
                .addScalar("home_region", String.class)
                .addScalar("access_key", String.class)
                .addScalar("sealed_secret", String.class)
                .addScalar("revision", Long.class)
                .addScalar("settings", String.class)
                .setParameter("provider", provider.uuid())
                .setTupleTransformer((row, names) -> opened(provider, row))
                .uniqueResultOptional();
    }

    /// Writes an account unless the same one is there.
    ///
    /// @throws IllegalStateException for one at a real cloud while the clock is movable
    void keep(ProviderAccount account) {
        mustSuitTheClock(account);
        Optional<Opened> before = open(account.provider());
        if (before.isPresent() && before.get().account().equals(account)) return;
        String sandbox =
                account.endpoint() instanceof Endpoint.Sandbox(var address) ? address : null;
        String homeRegion = account.endpoint() instanceof Endpoint.Real(var home) ? home : null;
        session.createNativeMutationQuery(
                        """
                        insert into provider_account
                            (provider_uuid, sandbox, home_region, access_key, sealed_secret, settings)
                        values (:provider, :sandbox, :home, :key, :secret, cast(:settings as jsonb))
                        on conflict (provider_uuid) do update
                        set sandbox = excluded.sandbox, home_region = excluded.home_region,
                            access_key = excluded.access_key, sealed_secret = excluded.sealed_secret,
                            settings = excluded.settings,
                            revision = provider_account.revision + 1\
                        """)
                .setParameter("provider", account.provider().uuid())
                .setParameter("sandbox", sandbox, String.class)
                .setParameter("home", homeRegion, String.class)
                .setParameter("key", account.accessKey())
                .setParameter(
                        "secret",
                        SealedSecret.seal(masterKey, account.provider(), account.secret()).text())
                .setParameter("settings", JsonText.write(account.settings()))
                .executeUpdate();
    }

    private Opened opened(ProviderId provider, @Nullable Object[] row) {
        String sandbox = (String) row[1];
        String homeRegion = (String) row[2];
        Endpoint endpoint;
        if (sandbox != null) {
            endpoint = new Endpoint.Sandbox(sandbox);
        } else if (homeRegion != null) {
            endpoint = new Endpoint.Real(homeRegion);
        } else {
            throw new IllegalStateException(provider + " has an account at no place.");
        }
        var account =
                new ProviderAccount(
                        provider,
                        ProviderKind.valueOf(text(row[0])),
                        endpoint,
                        text(row[3]),
                        new SealedSecret(text(row[4])).open(masterKey, provider),
                        JsonText.map(text(row[6])));
        mustSuitTheClock(account);
        Long revision = (Long) row[5];
        return new Opened(revision == null ? 0 : revision, account);
    }

    private void mustSuitTheClock(ProviderAccount account) {
        if (clock.movable() && account.endpoint() instanceof Endpoint.Real) {
            throw new IllegalStateException(
                    account + " is a real cloud, which does not follow a movable clock.");
        }
    }

    private static String text(@Nullable Object column) {
        return String.valueOf(column);
    }
}
