package gridfare.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a sandbox is set up.
///
/// @param state where everything is kept; null keeps it in memory only
/// @param webhookUrl where Stripe's events go; null sends none until the control port names one
/// @param bootTime wall time a machine takes to run
/// @param wall wall time: ages of signatures, boot times, deliveries
public record SandboxSettings(
        String host,
        Ports ports,
        @Nullable Path state,
        @Nullable URI webhookUrl,
        String webhookSecret,
        Duration bootTime,
        InstantSource wall,
        Accounts accounts) {

    /// Free ports on this machine, nothing kept, machines that run after 2 s.
    public static SandboxSettings inMemory(InstantSource wall) {
        return new SandboxSettings(
                "127.0.0.1",
                Ports.FREE,
                null,
                null,
                "whsec_sandbox",
                Duration.ofSeconds(2),
                wall,
                Accounts.DEMONSTRATION);
    }

    public SandboxSettings listeningOn(String newHost, Ports newPorts) {
        return new SandboxSettings(
                newHost, newPorts, state, webhookUrl, webhookSecret, bootTime, wall, accounts);
    }

    public SandboxSettings keptIn(@Nullable Path directory) {
        return new SandboxSettings(
                host, ports, directory, webhookUrl, webhookSecret, bootTime, wall, accounts);
    }

    public SandboxSettings telling(@Nullable URI url, String secret) {
        return new SandboxSettings(host, ports, state, url, secret, bootTime, wall, accounts);
    }

    public SandboxSettings bootingIn(Duration time) {
        return new SandboxSettings(
                host, ports, state, webhookUrl, webhookSecret, time, wall, accounts);
    }
}
