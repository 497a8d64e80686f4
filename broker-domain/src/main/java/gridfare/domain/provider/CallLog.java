package gridfare.domain.provider;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.hibernate.StatelessSession;

/// Writes down what each node's guards counted, by the minute, and when a provider fell silent and
/// answered again.
@UseCase
public class CallLog {

    /// How long the minutes are kept.
    private static final Duration KEPT = Duration.ofDays(1);

    @Inject StatelessSession session;
    @Inject ConnectedProviders connected;
    @Inject @Wall InstantSource wall;

    /// Takes what this node's guards counted since the last time.
    ///
    /// @return how many providers were called
    public int flush() {
        Map<ProviderId, Guard.Tally> tallies = connected.tallies();
        Instant now = wall.instant();
        int called = 0;
        for (var entry : tallies.entrySet()) {
            Guard.Tally tally = entry.getValue();
            if (tally.calls() > 0) {
                called++;
                count(entry.getKey(), tally, now);
            }
            silence(entry.getKey(), tally, now);
        }
        return called;
    }

    public int forgetOld() {
        return session.createNativeMutationQuery("delete from provider_calls where minute < :old")
                .setParameter("old", wall.instant().minus(KEPT))
                .executeUpdate();
    }

    private void count(ProviderId provider, Guard.Tally tally, Instant now) {
        session.createNativeMutationQuery(
                        """
                        insert into provider_calls (provider_uuid, minute, calls, failures, total_ms, worst_ms)
                        values (:provider, :minute, :calls, :failures, :total, :worst)
                        on conflict (provider_uuid, minute) do update
                        set calls = provider_calls.calls + excluded.calls,
                            failures = provider_calls.failures + excluded.failures,
                            total_ms = provider_calls.total_ms + excluded.total_ms,
                            worst_ms = greatest(provider_calls.worst_ms, excluded.worst_ms)\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("minute", now.truncatedTo(ChronoUnit.MINUTES))
                .setParameter("calls", tally.calls())
                .setParameter("failures", tally.failures())
                .setParameter("total", tally.totalMs())
                .setParameter("worst", tally.worstMs())
                .executeUpdate();
    }

    private void silence(ProviderId provider, Guard.Tally tally, Instant now) {
        Instant until = tally.silentUntil();
        if (until == null && tally.calls() == 0) return;
        session.createNativeMutationQuery(
                        """
                        insert into provider_health (provider_uuid, silent_until) values (:provider, :until)
                        on conflict (provider_uuid) do update set silent_until = excluded.silent_until\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("until", until, Instant.class)
                .executeUpdate();
        if (until == null) {
            session.createNativeMutationQuery(
                            """
                            update provider_incident set over_at = :now
                            where provider_uuid = :provider and kind = 'SILENT' and over_at is null\
                            """)
                    .setParameter("now", now)
                    .setParameter("provider", provider.uuid())
                    .executeUpdate();
            return;
        }
        session.createNativeMutationQuery(
                        """
                        insert into provider_incident (id, provider_uuid, kind, at, detail)
                        values (:id, :provider, 'SILENT', :now, :detail)
                        on conflict (provider_uuid) where kind = 'SILENT' and over_at is null do nothing\
                        """)
                .setParameter("id", UuidV7.at(now))
                .setParameter("provider", provider.uuid())
                .setParameter("now", now)
                .setParameter("detail", tally.lastFailure())
                .executeUpdate();
    }
}
