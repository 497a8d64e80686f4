package gridfare.journey;

import org.openqa.selenium.By;

/// The page on which people manage the keys of their programs.
final class KeyPages {

    private final Session session;

    KeyPages(Session session) {
        this.session = session;
    }

    KeyPages open() {
        session.go("/keys");
        session.find(By.id("new-key"));
        return this;
    }

    /// @return the secret that is shown
    String make(String name) {
        session.click(By.id("new-key"));
        session.find(By.cssSelector("#key-name input")).sendKeys(name);
        session.click(By.id("create-key"));
        return session.await(
                "the secret",
                driver -> {
                    String shown =
                            driver.findElement(By.cssSelector("#key-secret input"))
                                    .getDomProperty("value");
                    return shown == null || shown.isEmpty() ? null : shown;
                });
    }

    void done() {
        session.click(By.id("key-done"));
    }

    boolean shows(String text) {
        String page = session.browser().getPageSource();
        return page != null && page.contains(text);
    }

    /// Until it can be revoked no longer.
    void revoke(String id) {
        By button = By.id("revoke-" + id);
        session.click(button);
        session.click(By.id("confirm-revoke"));
        session.await("the key to be revoked", driver -> !session.has(button));
    }

    /// The identifier of the key that a secret opens.
    static String idOf(String secret) {
        return "key_" + secret.substring("gfk_".length(), "gfk_".length() + 26);
    }
}
