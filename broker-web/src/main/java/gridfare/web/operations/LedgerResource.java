package gridfare.web.operations;

import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.ledger.LedgerReport.Invariant;
import gridfare.domain.ledger.Balance;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whether the books hold.
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
public class LedgerResource {

    @Inject CheckLedger checkLedger;
    @Inject Caller caller;

    record CheckReply(boolean holds, List<Invariant> invariants, List<BalanceReply> balances) {}

    record BalanceReply(String account, LedgerAmount balance) {

        static BalanceReply of(Balance balance) {
            return new BalanceReply(balance.account(), balance.amount());
        }
    }

    @GET
    @Path("/ledger:check")
    @Operation(summary = "The books' invariants and balances")
    public CheckReply check() {
        LedgerReport report = checkLedger.check(caller.operator());
        return new CheckReply(
                report.holds(),
                report.invariants(),
                report.balances().stream().map(BalanceReply::of).toList());
    }
}
