package gridfare.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    private static final URI PUBLIC = URI.create("https://broker.example");

    @ParameterizedTest(name = "origin {0} at host {1}: ours is {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "none, broker.example, true",
                "https://broker.example, broker.example, true",
                "https://broker.example, inside:8080, true",
                "http://127.0.0.1:8080, 127.0.0.1:8080, true",
                "https://evil.example, broker.example, false",
                "https://broker.example.evil.example, broker.example, false",
                "https://broker.example:8443, broker.example, false",
                "http://localhost:8180, localhost:8080, false",
                "null, broker.example, false",
                "'', broker.example, false",
            })
    void onlyAPageOfOursActs(String origin, String host, boolean ours) {
        assertThat(SameOrigin.isOurs(origin, host, PUBLIC)).isEqualTo(ours);
    }
}
