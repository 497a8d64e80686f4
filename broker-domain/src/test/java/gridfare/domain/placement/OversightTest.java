package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.audit.AuditEntry;
import gridfare.domain.audit.AuditLog;
import gridfare.domain.audit.ReadAudit;
import gridfare.domain.clock.MoveClock;
import gridfare.domain.party.Operator;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.provider.HealthLog;
import gridfare.domain.provider.HealthLog.Asked;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ProviderStanding.Answering;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.pricing.match.QosTier;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the operator sees: all organisations' placements, what is stuck, providers, the audit log.
class OversightTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    private final ReadPlacements readPlacements = DOMAIN.bean(ReadPlacements.class);
    private final ReadProviderHealth readHealth = DOMAIN.bean(ReadProviderHealth.class);
    private final ReadAudit readAudit = DOMAIN.bean(ReadAudit.class);
    private TestMarket market;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        market.pool("t8", 8, 5, 10_160_000);
    }

    @Test
    void placementsOfAllOrganisationsAreCountedAndListed() {
        long before = readPlacements.counts(OPERATOR).getOrDefault(PlacementState.REQUESTED, 0L);
        PlacementId first =
                market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8))).id();
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        PlacementId second =
                market.accept(OTHER_LAB, market.ask(OTHER_LAB, market.request(QosTier.STANDARD, 8)))
                        .id();

        assertThat(readPlacements.counts(OPERATOR))
                .containsEntry(PlacementState.REQUESTED, before + 2);
        assertThat(readPlacements.all(OPERATOR, 2, null))
                .extracting(story -> story.placement().id())
                .containsExactly(second, first);
        assertThat(readPlacements.all(OPERATOR, 1, second))
                .extracting(story -> story.placement().id())
                .containsExactly(first);
    }

    @Test
    void whatIsOnItsWayAndDoesNotMoveIsStuck() {
        PlacementId placed =
                market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8))).id();
        assertThat(stuck()).doesNotContain(placed);

        DOMAIN.wall().advance(ReadPlacements.PATIENCE.plusSeconds(1));
        assertThat(readPlacements.stuck(OPERATOR, 10))
                .filteredOn(one -> one.placement().id().equals(placed))
                .singleElement()
                .satisfies(one -> assertThat(one.since()).isEqualTo(one.placement().acceptedAt()));

        DOMAIN.bean(ScriptedProvider.class).reset();
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
        DOMAIN.wall().advance(ReadPlacements.PATIENCE.plusSeconds(1));
        assertThat(stuck()).doesNotContain(placed); // it runs
    }

    @Test
    void providersShowHowTheyAnswerAndWhatTheySell() {
        HealthLog log = DOMAIN.bean(HealthLog.class);
        assertThat(standing().answering()).isEqualTo(Answering.NOT_HEARD);

        log.heard(market.provider(), Asked.STOCK, DOMAIN.wall().instant());
        market.write(
                "insert into quarantine values (?, 'STOCK', 'ecs.odd', 'no known chip', ?)",
                market.provider().uuid(),
                Timestamp.from(DOMAIN.wall().instant()));
        ProviderStanding heard = standing();
        assertThat(heard.answering()).isEqualTo(Answering.ANSWERS);
        assertThat(heard.stockGatheredAt()).contains(DOMAIN.wall().instant());
        assertThat(heard.sites()).isOne();
        assertThat(heard.offers()).isOne();
        assertThat(heard.quarantined()).isOne();
        assertThat(readHealth.quarantined(OPERATOR, 100))
                .anySatisfy(one -> {
                    assertThat(one.provider()).isEqualTo(market.provider());
                    assertThat(one.reason()).isEqualTo("no known chip");
                });

        log.failed(market.provider(), DOMAIN.wall().instant(), "timeout");
        log.failed(market.provider(), DOMAIN.wall().instant(), "timeout");
        assertThat(readHealth.all(OPERATOR).getFirst().provider().id())
                .isEqualTo(market.provider());
        assertThat(standing().answering()).isEqualTo(Answering.FAILS);
        assertThat(standing().failures()).isEqualTo(2);
        assertThat(standing().failure()).contains("timeout");
    }

    @Test
    void theAuditLogIsReadNewestFirst() {
        AuditLog log = DOMAIN.bean(AuditLog.class);
        log.record(OPERATOR, null, "clock-frozen", null, Map.of("at", "noon"));
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        log.record(
                OPERATOR,
                LINGHE.organisation(),
                "period-closed",
                LINGHE.organisation(),
                Map.of("invoices", "GF-1"));

        List<AuditEntry> latest = readAudit.latest(OPERATOR, 2, null);
        assertThat(latest)
                .extracting(AuditEntry::action)
                .containsExactly("period-closed", "clock-frozen");
        AuditEntry newest = latest.getFirst();
        assertThat(newest.concerns()).contains(LINGHE.organisation());
        assertThat(newest.object()).isEqualTo(LINGHE.organisation().external());
        assertThat(newest.details()).isEqualTo(Map.of("invoices", "GF-1"));
        assertThat(newest.who()).isEqualTo("Operator");
        assertThat(readAudit.latest(OPERATOR, 1, newest.id()))
                .extracting(AuditEntry::action)
                .containsExactly("clock-frozen");
    }

    @Test
    void whoMovesTheClockIsWrittenDown() {
        MoveClock clock = DOMAIN.bean(MoveClock.class);
        clock.freeze(OPERATOR);
        clock.freeze(OPERATOR); // moves nothing
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        clock.advance(OPERATOR, Duration.ofMinutes(10));
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        clock.run(OPERATOR);

        assertThat(readAudit.latest(OPERATOR, 3, null))
                .extracting(AuditEntry::action)
                .containsExactly("clock-run", "clock-advanced", "clock-frozen");
    }

    @Test
    void theOperatorKnowsAllOrganisations() {
        ReadOrganisations organisations = DOMAIN.bean(ReadOrganisations.class);

        assertThat(organisations.all(OPERATOR))
                .hasSizeGreaterThan(organisations.buyers(OPERATOR).size());
    }

    private List<PlacementId> stuck() {
        return readPlacements.stuck(OPERATOR, 100).stream()
                .map(one -> one.placement().id())
                .toList();
    }

    private ProviderStanding standing() {
        return readHealth.all(OPERATOR).stream()
                .filter(one -> one.provider().id().equals(market.provider()))
                .findFirst()
                .orElseThrow();
    }
}
