package gridfare.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/// What axe-core finds on the page at hand, by the rules of WCAG 2.0 to 2.2, levels A and AA.
final class Accessibility {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AXE = script();
    private static final String RUN =
            """
            const done = arguments[0];
            axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              resultTypes: ['violations']
            }).then(result => done(JSON.stringify(result.violations)), error => done('!' + error));
            """;

    private Accessibility() {}

    /// @return each violation with the rule, the element and what is wrong; empty: none
    static List<String> violations(ChromeDriver browser) {
        if (!Boolean.TRUE.equals(browser.executeScript("return 'axe' in window"))) {
            browser.executeScript(AXE);
        }
        String answer = String.valueOf(browser.executeAsyncScript(RUN));
        List<String> found = new ArrayList<>();
        for (JsonNode rule : read(answer)) {
            for (JsonNode node : rule.path("nodes")) {
                found.add(
                        "%s at %s: %s [%s]"
                                .formatted(
                                        rule.path("id").asText(),
                                        node.path("target"),
                                        node.path("html").asText(),
                                        node.path("failureSummary")
                                                .asText()
                                                .replaceAll("\\s+", " ")));
            }
        }
        return found;
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new IllegalStateException("axe said: " + answer, e);
        }
    }

    /// axe-core itself, as its own jar carries it.
    private static String script() {
        try (InputStream in =
                Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
