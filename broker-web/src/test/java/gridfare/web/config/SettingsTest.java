package gridfare.web.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// While the clock is movable nothing may reach a real cloud or real money.
class SettingsTest {

    private static final Optional<URI> SANDBOX = Optional.of(URI.create("http://127.0.0.1:8280"));
    private static final Optional<URI> STRIPE = Optional.of(URI.create("http://127.0.0.1:8284"));
    private static final Optional<URI> REAL = Optional.empty();

    @Test
    void aDemonstrationMovesItsClock() {
        assertThatCode(() -> settings(true, SANDBOX, "127.0.0.1:8281", STRIPE, "sk_test_sandbox"))
                .doesNotThrowAnyException();
    }

    @Test
    void aRealInstallationHasAFixedClock() {
        assertThatCode(() -> settings(false, Optional.empty(), null, REAL, "sk_live_1"))
                .doesNotThrowAnyException();
    }

    @Test
    void aMovableClockNeedsTheSandbox() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, Optional.empty(), null, STRIPE, "sk_test_1"))
                .withMessageContaining("gridfare.sandbox.url");
    }

    @Test
    void aMovableClockNeverMeetsStripeItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, SANDBOX, null, REAL, "sk_test_1"))
                .withMessageContaining("gridfare.stripe.url")
                .withMessageContaining("not Stripe itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        settings(
                                true,
                                SANDBOX,
                                null,
                                Optional.of(URI.create("https://api.stripe.com")),
                                "sk_test_1"))
                .withMessageContaining("api.stripe.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_51", "rk_live_51"})
    void aMovableClockTakesNoLiveKey(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, SANDBOX, null, STRIPE, key))
                .withMessageContaining("gridfare.stripe.key")
                .withMessageNotContaining(key);
    }

    @Test
    void aMovableClockNeverMeetsARealCloud() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, SANDBOX, "ecs.aliyuncs.com", STRIPE, "sk_test_1"))
                .withMessageContaining("gridfare.alibaba.endpoint")
                .withMessageContaining("ecs.aliyuncs.com");
    }

    private static Settings settings(
            boolean movable,
            Optional<URI> sandbox,
            @Nullable String alibaba,
            Optional<URI> stripe,
            String key) {
        return new Settings(
                URI.create("http://localhost:8080"),
                URI.create("http://localhost:8180/realms/gridfare"),
                movable,
                true,
                sandbox,
                Optional.ofNullable(alibaba),
                Optional.empty(),
                Optional.empty(),
                stripe,
                new Secret(key),
                List.of(new Secret("whsec_1")),
                new Secret(""),
                "node1");
    }
}
