package gridfare.web.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.billing.invoice.PayAnswer;
import gridfare.billing.invoice.PayAnswer.AlreadyPaid;
import gridfare.billing.invoice.PayAnswer.Collecting;
import gridfare.billing.invoice.PayAnswer.MayNotPay;
import gridfare.billing.invoice.PayAnswer.NoPaymentMethod;
import gridfare.billing.invoice.PayAnswer.NoSuchInvoice;
import gridfare.billing.invoice.PayAnswer.TooSmall;
import gridfare.billing.invoice.PayInvoice;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Invoices over HTTP. Translates; decides nothing.
///
/// Paying needs no stored answer under the caller's key: an invoice has at most one live attempt,
/// and asking again answers with that one.
@Path("/v1/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public class InvoiceResource {

    @Inject ReadInvoices readInvoices;
    @Inject PayInvoice payInvoice;
    @Inject Caller caller;
    @Inject Idempotently idempotently;

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The organisation's invoices, newest first")
    public Response list(@BeanParam PageQuery page) {
        return Response.ok(
                        Items.page(
                                readInvoices.latest(
                                        caller.party(),
                                        page.limit() + 1,
                                        page.after().map(InvoiceId::new).orElse(null)),
                                page,
                                invoice -> invoice.id().uuid(),
                                InvoiceReply::of))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "One invoice with its lines and the runs beneath them")
    public Response find(@PathParam("id") InvoiceId id) {
        return readInvoices
                .find(caller.party(), id)
                .map(detail -> Response.ok(InvoiceReply.of(detail)).build())
                .orElseGet(InvoiceResource::noSuchInvoice);
    }

    @POST
    @Path("/{id}:pay")
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "Pay an invoice by the organisation's payment method")
    public Response pay(@PathParam("id") InvoiceId id, @Nullable JsonNode body) {
        return idempotently.answer(
                caller.party(), body, () -> answer(payInvoice.pay(caller.party(), id)));
    }

    private static Response answer(PayAnswer answer) {
        return switch (answer) {
            case Collecting(var payment) ->
                    Response.accepted(Map.of("payment", InvoiceReply.payment(payment))).build();
            case AlreadyPaid() ->
                    Problem.response(Status.CONFLICT, "already-paid", "It has been paid.");
            case NoPaymentMethod() ->
                    Problem.response(
                            Status.CONFLICT,
                            "no-payment-method",
                            "Add a payment method first: POST /api/v1/payment-methods.");
            case TooSmall(var least) ->
                    Problem.response(
                            Status.CONFLICT,
                            "too-small",
                            "Less than " + least + " is collected together with the next invoice.");
            case NoSuchInvoice() -> noSuchInvoice();
            case MayNotPay() ->
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your role does not allow this.");
        };
    }

    private static Response noSuchInvoice() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such invoice.");
    }
}
