package gridfare.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every screen in every state: no violation of WCAG 2.2 AA, and nothing wider than the window.
/// Each screen in one look a language, such that all pairs of language, theme and width are met;
/// `-Dgridfare.looks=all` sees every screen in all of them, `=pictures` in those of the design.
/// What was seen lies in `target/screens`, for people to look at.
class ScreensIT {

    private static final World WORLD = World.running();
    private static final Map<String, Session> PEOPLE = new HashMap<>();
    private static Story story = new Story("", "", "", "", "", "", "");

    @BeforeAll
    static void somethingHasHappened() {
        story = Story.tell(WORLD);
    }

    @AfterAll
    static void endOfTheStory() {
        PEOPLE.values().forEach(Session::close);
        story.close(WORLD);
    }

    @ParameterizedTest(name = "in {0}")
    @EnumSource
    void everyScreenIsForEveryone(Look.Language language) {
        List<Screen> screens = Screen.of(story);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < screens.size(); i++) {
            Screen screen = screens.get(i);
            Session session =
                    PEOPLE.computeIfAbsent(screen.user(), user -> Session.signedInAs(WORLD, user));
            session.read(language);
            try {
                screen.open(session);
                see(session, screen.name(), Look.of(i, language), faults);
            } catch (RuntimeException e) {
                faults.add(screen.name() + ": " + e.getMessage());
            }
        }
        Session.note("faults-" + language, faults);
        assertThat(faults).isEmpty();
    }

    private static void see(Session session, String screen, List<Look> looks, List<String> faults) {
        for (Look look : looks) {
            session.wear(look.theme(), look.widthPx());
            String where = screen + "-" + look;
            if (!session.language().equals(look.language().tag())) {
                faults.add(where + ": written in " + session.language());
            }
            Accessibility.violations(session.browser())
                    .forEach(violation -> faults.add(where + ": " + violation));
            String out = session.sticksOut();
            if (!out.isEmpty()) {
                faults.add(where + ": wider than the window: " + out);
            }
            session.wholePicture(where, look.widthPx());
        }
    }
}
