package gridfare.web.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Reads the [Settings]. A wrong one stops the start and is named with its value.
@ApplicationScoped
public class SettingsSource {

    @Produces
    @Singleton
    Settings settings() {
        return read(ConfigProvider.getConfig());
    }

    static Settings read(Config config) {
        return new Settings(
                uri(config, "gridfare.public.url").orElse(URI.create("http://localhost:8080")),
                uri(config, "gridfare.oidc.issuer")
                        .orElse(URI.create("http://localhost:8180/realms/gridfare")),
                text(config, "gridfare.clock").orElse("fixed").equals("movable"),
                text(config, "gridfare.demonstration").map(Boolean::parseBoolean).orElse(false),
                uri(config, "gridfare.sandbox.url"),
                text(config, "gridfare.alibaba.endpoint"),
                text(config, "gridfare.huawei.endpoint"),
                text(config, "gridfare.tencent.endpoint"),
                uri(config, "gridfare.stripe.url"),
                new Secret(text(config, "gridfare.stripe.key").orElse("")),
                secrets(config, "gridfare.stripe.webhook.secret"),
                new Secret(text(config, "gridfare.master.key").orElse("")),
                text(config, "gridfare.node").orElse("node1"));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<URI> uri(Config config, String name) {
        return text(config, name)
                .map(text -> {
                    String bare = text.replaceAll("/+$", "");
                    URI uri = URI.create(bare);
                    if (uri.getHost() == null) {
                        throw new IllegalArgumentException(
                                "%s is no address: '%s'.".formatted(name, text));
                    }
                    return uri;
                });
    }

    private static List<Secret> secrets(Config config, String name) {
        return text(config, name).stream()
                .flatMap(all -> Arrays.stream(all.split(",", -1)))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Secret::new)
                .toList();
    }
}
