package gridfare.provider.alibaba;

import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.aliyun.ecs20140526.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/// Sends single requests of one account and sorts what comes back into an [Answer]. Each request
/// ends in time, whatever the vendor or the SDK does: it runs on a virtual thread of its own, which
/// is interrupted, and so its connection closed, when the time is up. Thread-safe.
final class AlibabaCalls {

    /// One request through the SDK.
    ///
    /// @param <T> the body of a success
    interface Request<T> {
        T send(Client client, RuntimeOptions options) throws Exception;
    }

    private static final String ANY_REGION = "";

    private final ProviderAccount account;
    private final Limits limits;
    private final Set<String> realRegions;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    AlibabaCalls(ProviderAccount account, Limits limits, Set<String> realRegions) {
        this.account = account;
        this.limits = limits;
        this.realRegions = realRegions;
    }

    /// Where regions are listed.
    String homeRegion() {
        return switch (account.endpoint()) {
            case Endpoint.Sandbox _ -> "cn-hangzhou";
            case Endpoint.Real(var homeRegion) -> homeRegion;
        };
    }

    /// Whether a request may be sent there at all. An end point is only ever made from a region of
    /// our own list, whatever a tenant or the vendor names.
    boolean reaches(String region) {
        return switch (account.endpoint()) {
            case Endpoint.Sandbox _ -> true;
            case Endpoint.Real _ -> realRegions.contains(region);
        };
    }

    <T> Answer<T> ask(String region, Deadline deadline, Request<T> request) {
        if (!reaches(region)) return new Answer.Lost<>("No such region: " + region + ".");
        Duration left = deadline.left(limits.call());
        if (!left.isPositive()) return new Answer.Lost<>("No time was left to ask.");
        var task = new FutureTask<>(() -> request.send(client(region), AlibabaWire.options()));
        Thread.ofVirtual().name("alibaba-" + region).start(task);
        try {
            return new Answer.Body<>(task.get(left.toNanos(), NANOSECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            return new Answer.Lost<>("No answer within " + left.toMillis() + " ms.");
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Lost<>("Interrupted while waiting.");
        } catch (ExecutionException failed) {
            return sorted(requireNonNullElse(failed.getCause(), failed));
        }
    }

    /// Never repeats a message of the SDK or the vendor: they may hold what was signed.
    private static <T> Answer<T> sorted(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case TeaException said when said.getStatusCode() != null -> {
                int status = said.getStatusCode();
                String code = said.getCode();
                if (status / 100 == 4
                        && code != null
                        && code.matches("[A-Za-z0-9._-]{1,128}")
                        && !code.equals("null")) {
                    yield new Answer.No<>(status, code, requestId(said.getData()));
                }
                yield new Answer.Lost<>("HTTP " + status + ".");
            }
            case TeaException _ -> new Answer.Lost<>("An answer that cannot be read.");
            default -> new Answer.Lost<>(rootOf(failure).getClass().getSimpleName() + ".");
        };
    }

    private static String requestId(Map<String, Object> data) {
        Object id = data == null ? null : data.get("RequestId");
        return id instanceof String text && text.matches("[A-Za-z0-9-]{1,64}") ? text : "unknown";
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        return root;
    }

    private Client client(String region) {
        String key =
                switch (account.endpoint()) {
                    case Endpoint.Sandbox _ -> ANY_REGION;
                    case Endpoint.Real _ -> region;
                };
        return clients.computeIfAbsent(key, _ -> connect(region));
    }

    private Client connect(String region) {
        var config =
                new Config()
                        .setAccessKeyId(account.accessKey())
                        .setAccessKeySecret(account.secret())
                        .setConnectTimeout((int) AlibabaWire.CONNECT.toMillis())
                        .setReadTimeout((int) AlibabaWire.SILENCE.toMillis());
        switch (account.endpoint()) {
            case Endpoint.Sandbox(var hostAndPort) -> {
                config.setEndpoint(hostAndPort).setProtocol("HTTP");
                int colon = hostAndPort.lastIndexOf(':');
                AlibabaWire.prepare(
                        hostAndPort.substring(0, colon),
                        Integer.parseInt(hostAndPort.substring(colon + 1)));
            }
            case Endpoint.Real _ -> {
                String host = "ecs." + region + ".aliyuncs.com";
                config.setEndpoint(host).setProtocol("HTTPS");
                AlibabaWire.prepare(host, -1);
            }
        }
        try {
            return new Client(config);
        } catch (Exception broken) {
            throw new IllegalStateException("The SDK cannot be set up.", broken);
        }
    }
}
