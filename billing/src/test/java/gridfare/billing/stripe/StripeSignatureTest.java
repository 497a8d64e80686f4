package gridfare.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String BODY = "{\"id\": \"evt_1\",  \"object\": \"event\"}";
    private static final List<String> SECRETS = List.of("whsec_new", "whsec_old");

    @ParameterizedTest(name = "B43 signed {0} s from now: accepted {1}")
    @CsvSource({"0, true", "-300, true", "300, true", "-301, false", "301, false", "3600, false"})
    void timeIsLookedAtBothWays(long seconds, boolean accepted) {
        String header = header(NOW.plusSeconds(seconds), BODY, "whsec_new");
        assertThat(StripeSignature.problem(BODY, header, SECRETS, NOW).isEmpty())
                .isEqualTo(accepted);
    }

    @Test
    @DisplayName("B43 either of two secrets may have signed while they are rotated")
    void twoSecretsInRotation() {
        for (String secret : SECRETS) {
            assertThat(StripeSignature.problem(BODY, header(NOW, BODY, secret), SECRETS, NOW))
                    .isEmpty();
        }
        String both =
                header(NOW, BODY, "whsec_other") + header(NOW, BODY, "whsec_old").substring(12);
        assertThat(StripeSignature.problem(BODY, both, SECRETS, NOW)).isEmpty();
    }

    @Test
    @DisplayName("B43 a secret that is not ours")
    void wrongSecret() {
        assertThat(StripeSignature.problem(BODY, header(NOW, BODY, "whsec_other"), SECRETS, NOW))
                .contains("No secret of ours made this signature.");
    }

    @Test
    @DisplayName("B43 the raw body is signed: a blank less is another body")
    void tamperedBody() {
        assertThat(
                        StripeSignature.problem(
                                BODY.replace("  ", " "),
                                header(NOW, BODY, "whsec_new"),
                                SECRETS,
                                NOW))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "\"{0}\" is no signature")
    @ValueSource(
            strings = {
                "",
                "t=",
                "v1=00",
                "t=1764000000",
                "t=x,v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=99999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
                ",,,==",
            })
    void whatCannotBeReadIsRejected(String header) {
        assertThat(StripeSignature.problem(BODY, header, SECRETS, NOW)).isNotEmpty();
    }

    static String header(Instant at, String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature =
                    mac.doFinal(
                            (at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=%d,v1=%s".formatted(at.getEpochSecond(), HexFormat.of().formatHex(signature));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
