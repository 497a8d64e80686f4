package gridfare.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The broker's business time, moved over REST as the operator would. Moving it through what
/// becomes due takes its time.
final class Clockwork {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern NOW = Pattern.compile("\"now\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern FROZEN = Pattern.compile("\"frozen\"\\s*:\\s*true");

    private final Stack stack;

    Clockwork(Stack stack) {
        this.stack = stack;
    }

    String show() {
        return said(HttpRequest.newBuilder(uri("")).GET());
    }

    String advance(Duration duration) {
        return said(post(":advance", "{\"seconds\":%d}".formatted(duration.toSeconds())));
    }

    String freeze() {
        return said(post(":freeze", "{}"));
    }

    String run() {
        return said(post(":run", "{}"));
    }

    private URI uri(String verb) {
        return stack.webUrl().resolve("/api/v1/ops/clock" + verb);
    }

    private HttpRequest.Builder post(String verb, String body) {
        return HttpRequest.newBuilder(uri(verb))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String said(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    Http.send(
                            request.timeout(PATIENCE)
                                    .header(
                                            "Authorization",
                                            "Bearer " + stack.token("operator", "gridfare"))
                                    .build());
            Matcher now = NOW.matcher(answer.body());
            if (answer.statusCode() != 200 || !now.find()) {
                throw new StackFailure(
                        "The clock did not move: %d %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            return Instant.parse(now.group(1)).truncatedTo(ChronoUnit.SECONDS)
                    + (FROZEN.matcher(answer.body()).find() ? ", stands still" : ", runs");
        } catch (IOException e) {
            throw new StackFailure(
                    "The portal does not answer at %s. Is it up?".formatted(stack.webUrl()), e);
        }
    }
}
