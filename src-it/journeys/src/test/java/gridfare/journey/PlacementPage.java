package gridfare.journey;

import org.openqa.selenium.By;

/// The page of one placement. It changes by itself: nobody reloads it here.
final class PlacementPage {

    private static final By STATE = By.id("placement-state");

    private final Session session;

    PlacementPage(Session session) {
        this.session = session;
    }

    PlacementPage awaitOpen() {
        session.await(
                "the placement's page",
                driver ->
                        String.valueOf(driver.getCurrentUrl()).contains("/placements/plc_")
                                ? driver
                                : null);
        return this;
    }

    /// The state as the reader's language has it.
    String stateWord() {
        return session.find(STATE).getText();
    }

    PlacementPage awaitState(String state) {
        session.await(
                "the placement to be " + state,
                driver ->
                        state.equals(driver.findElement(STATE).getDomAttribute("data-state"))
                                ? driver
                                : null);
        return this;
    }

    String id() {
        String url = session.browser().getCurrentUrl();
        String path = java.util.Objects.requireNonNull(url);
        return path.substring(path.indexOf("plc_"));
    }

    /// Stops it, through the dialog that says what that costs.
    PlacementPage stop() {
        session.click(By.id("stop-placement"));
        session.click(By.id("confirm-stop"));
        return this;
    }
}
