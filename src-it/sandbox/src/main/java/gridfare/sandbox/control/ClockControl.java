package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.clock.SandboxClock;
import gridfare.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.Instant;

/// Shows and sets business time.
public final class ClockControl {

    private final SandboxClock clock;

    public ClockControl(SandboxClock clock) {
        this.clock = clock;
    }

    JsonNode show() {
        return Json.object().put("now", clock.instant().toString()).put("running", clock.running());
    }

    JsonNode set(JsonNode body) {
        String text = Fields.find(body, "now");
        try {
            Instant now = text == null ? clock.instant() : Instant.parse(text);
            clock.set(now, body.path("running").asBoolean(clock.running()));
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("now is no instant: " + text, unreadable);
        }
        return show();
    }
}
