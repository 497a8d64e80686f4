package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The same way in Simplified Chinese: a buyer rents, watches and stops without reloading, the
/// operator sees the providers' health and the placement.
class PortalInChineseIT {

    private final World world = World.running();
    private final Rest operator = world.as("operator");
    private final Buyer program = new Buyer(world.as("buyer"));

    @Test
    void aBuyerRentsAndTheOperatorWatchesInChinese() {
        String organisation = "{\"organisation\":\"%s\"}".formatted(program.organisation());
        operator.post("/api/v1/ops/clock:freeze", "{}").expecting(200);
        operator.post("/api/v1/ops/periods:close", organisation).expecting(200);
        try (var buyer = Session.signedInAs(world, "buyer");
                var staff = Session.signedInAs(world, "operator")) {
            buyer.read(Look.Language.ZH);
            staff.read(Look.Language.ZH);
            var placement = new FarePages(buyer).ask("A100 SXM4 80GB", "2").acceptFirst();
            buyer.mark();
            placement.awaitState("RUNNING");
            assertThat(placement.stateWord()).isEqualTo("运行中");
            operator.post("/api/v1/ops/clock:advance", "{\"seconds\": 1800}").expecting(200);

            var overview = new OperatorPage(staff).open();
            assertThat(overview.providers())
                    .as("three clouds, and each of them answers")
                    .hasSize(3)
                    .allSatisfy(cells -> assertThat(cells.get(1)).startsWith("正常"));
            assertThat(overview.shows(placement.id())).isTrue();

            placement.stop().awaitState("ENDED");
            assertThat(placement.stateWord()).isEqualTo("已结束");
            assertThat(buyer.isMarked()).as("the page was never reloaded").isTrue();
            program.awaitUsage(placement.id());
        }
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }
}
