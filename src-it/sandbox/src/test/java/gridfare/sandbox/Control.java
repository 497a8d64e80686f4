package gridfare.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The control port, as a test uses it.
public final class Control implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public Control(int port) {
        this.port = port;
    }

    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    public JsonNode put(String path, String body) {
        return send("PUT", path, body);
    }

    public JsonNode post(String path, String body) {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return Json.read(response.body());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
