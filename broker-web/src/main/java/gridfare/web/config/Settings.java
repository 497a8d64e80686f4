package gridfare.web.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an installation can set, read once at the start from the environment or any other
/// MicroProfile Config source: `gridfare.public.url` is `GRIDFARE_PUBLIC_URL`.
///
/// @param publicUrl where browsers find the portal, without a slash at the end
/// @param issuer the Keycloak realm, exactly as its tokens name it
/// @param clockIsMovable whether an operator may move business time; only beside the sandbox: then
///   nothing may be set that reaches a real cloud or real money
/// @param demonstration whether the demonstration's organisations exist
/// @param sandbox the control address of the simulated outside world; empty in earnest
/// @param alibabaEndpoint host and port of the sandbox that stand for every Alibaba region in a
///   demonstration; empty: it has no such provider. Likewise the other vendors'
/// @param stripe where payments go; empty: the real Stripe
/// @param stripeWebhookSecrets up to two, the newer one first
/// @param masterKey wraps the keys of the providers' credentials
/// @param node this server's name among several
public record Settings(
        URI publicUrl,
        URI issuer,
        boolean clockIsMovable,
        boolean demonstration,
        Optional<URI> sandbox,
        Optional<String> alibabaEndpoint,
        Optional<String> huaweiEndpoint,
        Optional<String> tencentEndpoint,
        Optional<URI> stripe,
        Secret stripeKey,
        List<Secret> stripeWebhookSecrets,
        Secret masterKey,
        String node) {

    /// How Stripe begins its secret and restricted keys that move real money.
    private static final Pattern LIVE_KEY = Pattern.compile("[rs]k_live_");

    public Settings {
        stripeWebhookSecrets = List.copyOf(stripeWebhookSecrets);
        if (clockIsMovable) {
            String outside =
                    sandbox.map(URI::getHost)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "A movable clock (gridfare.clock=movable) needs the sandbox"
                                                    + " (gridfare.sandbox.url): real clouds would not follow it."));
            mustBe(
                    outside,
                    "gridfare.stripe.url",
                    stripe.map(URI::getHost).orElse("Stripe itself"));
            alibabaEndpoint.ifPresent(at -> mustBe(outside, "gridfare.alibaba.endpoint", host(at)));
            huaweiEndpoint.ifPresent(at -> mustBe(outside, "gridfare.huawei.endpoint", host(at)));
            tencentEndpoint.ifPresent(at -> mustBe(outside, "gridfare.tencent.endpoint", host(at)));
            if (LIVE_KEY.matcher(stripeKey.revealed()).lookingAt()) {
                throw new IllegalArgumentException(
                        "gridfare.stripe.key is a live key: none is used while the clock is movable"
                                + " (gridfare.clock=movable).");
            }
        }
    }

    private static void mustBe(String sandbox, String setting, String host) {
        if (!host.equals(sandbox)) {
            throw new IllegalArgumentException(
                    "While the clock is movable (gridfare.clock=movable) %s must be the sandbox's at %s, not %s."
                            .formatted(setting, sandbox, host));
        }
    }

    private static String host(String hostAndPort) {
        return String.valueOf(URI.create("http://" + hostAndPort).getHost());
    }
}
