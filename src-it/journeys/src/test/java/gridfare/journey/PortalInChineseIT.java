package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The same way in Simplified Chinese: a buyer rents and reads the invoice, the operator closes the
/// period and reads the books.
class PortalInChineseIT {

    private final World world = World.running();
    private final Rest operator = world.as("operator");
    private final Buyer program = new Buyer(world.as("buyer"));

    @Test
    void aBuyerRentsAndTheOperatorClosesThePeriodInChinese() {
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

            assertThat(overview.closePeriodOf("Linghe Vision")).contains("Linghe Vision：已开具 1 张账单");
            assertThat(overview.brokenInvariants()).isZero();
            Map<String, BigDecimal> sums = new TreeMap<>();
            for (var cells : overview.open().balances()) {
                sums.merge(cells.get(1).substring(0, 3), Figures.of(cells.get(1)), BigDecimal::add);
            }
            assertThat(sums)
                    .as("all accounts of a currency sum to zero, as shown")
                    .isNotEmpty()
                    .allSatisfy((currency, sum) -> assertThat(sum).isEqualByComparingTo("0"));

            String invoice =
                    program.rest()
                            .get("/api/v1/invoices")
                            .expecting(200)
                            .body()
                            .path("items")
                            .path(0)
                            .path("id")
                            .asText();
            new BillingPages(buyer).open(invoice).awaitState("OPEN");
            assertThat(buyer.text())
                    .containsPattern("20\\d\\d年\\d{1,2}月\\d{1,2}日")
                    .contains("0.50");
        }
        operator.post("/api/v1/ops/clock:run", "{}").expecting(200);
    }
}
