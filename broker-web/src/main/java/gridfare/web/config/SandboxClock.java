package gridfare.web.config;

import gridfare.domain.clock.OutsideClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The sandbox's clock, moved with ours by its control address. Where there is no sandbox there is
/// nothing to move.
@ApplicationScoped
public class SandboxClock implements OutsideClock {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject Settings settings;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public void set(Instant now, boolean running) {
        Optional<URI> sandbox = settings.sandbox();
        if (sandbox.isEmpty()) {
            return;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.get() + "/clock"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .PUT(
                                BodyPublishers.ofString(
                                        "{\"now\":\"%s\",\"running\":%s}".formatted(now, running)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "The sandbox's clock answered %d: %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's clock does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while moving the sandbox's clock.", e);
        }
    }
}
