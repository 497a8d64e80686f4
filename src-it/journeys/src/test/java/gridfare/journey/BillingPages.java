package gridfare.journey;

import org.openqa.selenium.By;

/// The pages on which a buyer sees and pays what it owes.
final class BillingPages {

    private final Session session;

    BillingPages(Session session) {
        this.session = session;
    }

    BillingPages open(String invoice) {
        session.go("/billing/invoice/" + invoice);
        session.find(By.id("invoice-state"));
        return this;
    }

    BillingPages pay() {
        session.click(By.id("pay-invoice"));
        return this;
    }

    BillingPages awaitState(String state) {
        session.await(
                "the invoice to be " + state,
                driver ->
                        state.equals(
                                        driver.findElement(By.id("invoice-state"))
                                                .getDomAttribute("data-state"))
                                ? driver
                                : null);
        return this;
    }
}
