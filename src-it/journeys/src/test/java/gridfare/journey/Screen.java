package gridfare.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openqa.selenium.By;

/// One screen of the portal in one state that people meet.
///
/// @param name of its pictures
/// @param user whose screen it is
/// @param ready what is there when it has been drawn
/// @param act what is done to it then: opens a dialog, leaves a field at fault
record Screen(String name, String user, String path, By ready, Consumer<Session> act) {

    private static final By PAGE = By.cssSelector(".gf-page .gf-card");
    private static final By DIALOG = By.cssSelector("vaadin-dialog[opened]");
    private static final By TABLE = By.cssSelector(".gf-page .gf-table tbody tr");

    static List<Screen> of(Story story) {
        List<Screen> all = new ArrayList<>();
        all.add(shows("home", "buyer", "/", TABLE));
        all.add(shows("fare-search", "buyer", "/fare-search", By.id("find-fares")));
        all.add(
                new Screen(
                        "fare-search-faults",
                        "buyer",
                        "/fare-search",
                        By.id("find-fares"),
                        Screen::fault));
        String quote = "/fare-search/quote/" + story.quote();
        By option = By.cssSelector(".gf-option");
        all.add(shows("quote", "buyer", quote, option));
        all.add(
                new Screen(
                        "quote-why",
                        "buyer",
                        quote,
                        option,
                        session -> new FarePages(session).why()));
        all.add(
                shows(
                        "quote-none",
                        "buyer",
                        "/fare-search/quote/" + story.quoteOfNothing(),
                        By.cssSelector(".gf-page .gf-card")));
        all.add(shows("placements", "buyer", "/placements", TABLE));
        all.add(placement("placement-running", story.running()));
        all.add(
                new Screen(
                        "placement-stop",
                        "buyer",
                        "/placements/" + story.running(),
                        By.id("stop-placement"),
                        session -> open(session, By.id("stop-placement"))));
        all.add(placement("placement-ended", story.ended()));
        all.add(placement("placement-queued", story.queued()));
        all.add(shows("usage", "buyer", "/usage", TABLE));
        all.add(shows("billing", "buyer", "/billing", TABLE));
        all.add(invoice("invoice-open", story.openInvoice()));
        all.add(invoice("invoice-paid", story.paidInvoice()));
        all.add(
                shows(
                        "subscription",
                        "buyer",
                        "/subscription",
                        By.cssSelector(".gf-page .gf-card")));
        all.add(shows("keys", "buyer", "/keys", By.id("new-key")));
        all.add(
                new Screen(
                        "keys-new",
                        "buyer",
                        "/keys",
                        By.id("new-key"),
                        session -> open(session, By.id("new-key"))));
        all.add(shows("nothing-here", "buyer", "/no-such-screen", PAGE));
        for (String path : List.of("", "placements", "usage", "billing", "keys")) {
            String name = path.isEmpty() ? "home" : path;
            all.add(
                    shows(
                            name + "-empty",
                            "buyer2",
                            "/" + path,
                            By.cssSelector(".gf-page .gf-card")));
        }
        all.add(shows("provider-offers", "provider", "/provider/offers", TABLE));
        all.add(shows("provider-leases", "provider", "/provider/leases", TABLE));
        all.add(shows("provider-earnings", "provider", "/provider/earnings", TABLE));
        all.add(shows("operator", "operator", "/operator", By.cssSelector(".gf-invariant")));
        all.add(shows("organisation", "operator", "/organisation", PAGE));
        return all;
    }

    void open(Session session) {
        session.go(path);
        session.find(ready);
        act.accept(session);
    }

    private static Screen shows(String name, String user, String path, By ready) {
        return new Screen(name, user, path, ready, session -> {});
    }

    private static Screen placement(String name, String id) {
        return shows(name, "buyer", "/placements/" + id, By.id("placement-state"));
    }

    private static Screen invoice(String name, String id) {
        return shows(name, "buyer", "/billing/invoice/" + id, By.id("invoice-state"));
    }

    private static void open(Session session, By button) {
        session.click(button);
        session.find(DIALOG);
    }

    /// Leaves no GPUs and a round trip from nowhere.
    private static void fault(Session session) {
        new FarePages(session).leaveAtFault();
    }
}
