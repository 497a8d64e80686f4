package gridfare.provider.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Unknown;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.ScriptedVendor;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the adapter makes of a vendor that no well-behaved stand-in plays.
class TencentWireTest {

    private static final Limits SHORT =
            new Limits(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(2), 4);

    private ScriptedVendor vendor;

    @BeforeEach
    void openTheVendor() throws IOException {
        vendor = new ScriptedVendor();
    }

    @AfterEach
    void closeTheVendor() throws IOException {
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>bad gateway</html>",
                "{\"Response\":{}}",
                "{\"Response\":{\"InstanceIdSet\":[],\"RequestId\":\"R-1\"}}",
                "{\"Response\":{\"InstanceIdSet\":[\"i-1\",\"i-2\"],\"RequestId\":\"R-1\"}}"
            })
    void anAnswerThatCannotBeReadIsUnknown(String body) {
        vendor.say("200 OK", body);
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Response\":{}}",
                "{\"Response\":{\"TotalCount\":3,\"InstanceSet\":[]}}",
                "<html></html>",
                ""
            })
    void aListThatCannotBeReadIsNotAbsence(String body) {
        vendor.say("200 OK", body);
        assertThat(provider().find(leg())).isInstanceOf(LegSighting.Unknown.class);
        assertThat(provider().stop(leg())).isInstanceOf(StopOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Oops", "502 Bad Gateway", "503 Service Unavailable"})
    void aFailureOfTheVendorIsUnknownWhateverItSays(String status) {
        vendor.say(status, REFUSAL);
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @Test
    void aRefusalWithoutAReadableCodeIsUnknown() {
        vendor.say("403 Forbidden", "<html>a proxy</html>");
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @Test
    void aReadableRefusalIsRefused() {
        vendor.say("200 OK", REFUSAL);
        assertThat(provider().start(order()))
                .isEqualTo(
                        new StartOutcome.Refused(
                                StartOutcome.Reason.SOLD_OUT,
                                "ResourcesSoldOut.SpecifiedInstanceType (HTTP 200, request R-1)"));
    }

    private static final String REFUSAL =
            "{\"Response\":{\"Error\":{\"Code\":\"ResourcesSoldOut.SpecifiedInstanceType\",\"Message\":\"m\"},\"RequestId\":\"R-1\"}}";

    @Test
    void silenceEndsAtTheLimit() {
        vendor.behave((connection, _) -> connection.getInputStream().read());
        long began = System.nanoTime();
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aCreateIsSentOnceWhenItsConnectionDies() {
        vendor.behave((connection, request) -> {
            if (request == 1) {
                ScriptedVendor.say(
                        connection,
                        "200 OK",
                        "{\"Response\":{\"TotalCount\":0,\"InstanceSet\":[],\"RequestId\":\"R-1\"}}");
            } else {
                connection.close();
            }
        });
        var provider = provider(Limits.USUAL);
        assertThat(provider.find(leg())).isEqualTo(new LegSighting.Absent());
        assertThat(provider.start(order())).isInstanceOf(Unknown.class);
        assertThat(vendor.requests()).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() {
        vendor.behave((connection, _) -> {
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            byte[] block = new byte[1 << 16];
            for (int i = 0; i < 1_000; i++) out.write(block);
        });
        assertThat(provider(Limits.USUAL).find(leg()))
                .isEqualTo(new LegSighting.Unknown("IOException."));
    }

    private ComputeProvider provider() {
        return provider(SHORT);
    }

    private ComputeProvider provider(Limits limits) {
        return new TencentProviders()
                .connect(
                        new ProviderAccount(
                                new ProviderId(UUID.randomUUID()),
                                ProviderKind.TENCENT,
                                new Endpoint.Sandbox(vendor.hostAndPort()),
                                "key",
                                "secret",
                                Map.of("image", "img-1")),
                        limits);
    }

    private static LegRef leg() {
        return new LegRef(new LegId(UUID.randomUUID()), "ap-hefei-ec", "ap-hefei-ec-1");
    }

    private static StartOrder order() {
        return new StartOrder(leg(), "GN7.2XLARGE32", 1, PurchaseOption.ON_DEMAND, null);
    }
}
