package gridfare.provider.huawei;

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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the adapter makes of a vendor that no well-behaved stand-in plays.
class HuaweiWireTest {

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
                "{\"serverIds\":[\"i-1\"]}",
                "{\"job_id\":\"j\",\"serverIds\":[]}",
                "{\"job_id\":\"j\",\"serverIds\":[\"i-1\"]}",
                "{\"job_id\":\"j\",\"serverIds\":[\"i-1\",\"i-2\"]}"
            })
    void anAnswerThatCannotBeReadIsUnknown(String body) {
        vendor.say("200 OK", body);
        assertThat(provider().start(order())).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"servers\":[]}",
                "{\"count\":3,\"servers\":[]}",
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
        vendor.say("400 Bad Request", REFUSAL);
        assertThat(provider().start(order()))
                .isEqualTo(
                        new StartOutcome.Refused(
                                StartOutcome.Reason.SOLD_OUT,
                                "Ecs.0319 (HTTP 400, request unknown)"));
    }

    private static final String REFUSAL = "{\"error\":{\"code\":\"Ecs.0319\",\"message\":\"m\"}}";

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
                ScriptedVendor.say(connection, "200 OK", "{\"count\":0,\"servers\":[]}");
            } else {
                connection.close();
            }
        });
        var provider = provider(Limits.USUAL);
        assertThat(provider.find(leg())).isEqualTo(new LegSighting.Absent());
        assertThat(provider.start(order())).isInstanceOf(Unknown.class);
        assertThat(vendor.requests()).isEqualTo(2);
    }

    private ComputeProvider provider() {
        return provider(SHORT);
    }

    private ComputeProvider provider(Limits limits) {
        return new HuaweiProviders()
                .connect(
                        new ProviderAccount(
                                new ProviderId(UUID.randomUUID()),
                                ProviderKind.HUAWEI,
                                new Endpoint.Sandbox(vendor.hostAndPort()),
                                "key",
                                "secret",
                                HuaweiSandbox.SETTINGS),
                        limits);
    }

    private static LegRef leg() {
        return new LegRef(new LegId(UUID.randomUUID()), "cn-southwest-2", "cn-southwest-2a");
    }

    private static StartOrder order() {
        return new StartOrder(leg(), "ai3.6xlarge.8", 1, PurchaseOption.ON_DEMAND, null);
    }
}
