package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Ask;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Limits;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sends single requests of one account and sorts what comes back into an [Answer]. Thread-safe.
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
        return Ask.once(
                "alibaba-" + region,
                deadline.left(limits.call()),
                () -> request.send(client(region), AlibabaWire.options()),
                AlibabaCalls::sorted);
    }

    private static <T> Answer<T> sorted(Throwable failure) {
        return switch (failure) {
            case TeaException said when said.getStatusCode() != null -> {
                int status = said.getStatusCode();
                String code = said.getCode();
                if (status / 100 == 4 && code != null && Ask.isCode(code)) {
                    var data = said.getData();
                    Object id = data == null ? null : data.get("RequestId");
                    yield new Answer.No<>(status, code, Ask.requestId(id == null ? "" : id));
                }
                yield new Answer.Lost<>("HTTP " + status + ".");
            }
            case TeaException _ -> new Answer.Lost<>("An answer that cannot be read.");
            default -> Ask.lost(failure);
        };
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
                        .setConnectTimeout(AlibabaWire.CONNECT_MS)
                        .setReadTimeout(AlibabaWire.SILENCE_MS);
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
