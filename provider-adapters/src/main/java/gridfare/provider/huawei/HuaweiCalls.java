package gridfare.provider.huawei;

import com.huaweicloud.sdk.bss.v2.BssClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.GlobalCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Ask;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.StrictHttp;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.Dns;

/// Sends single requests of one project and sorts what comes back into an [Answer]. Thread-safe.
///
/// The SDK makes its own HTTP client, which sends a request again, silently, when a kept connection
/// dies or another address of the host is left to try. So it gets connections that are never kept
/// and one address of a host.
final class HuaweiCalls {

    private final String project;
    private final String region;
    private final Limits limits;
    private final EcsClient ecs;
    private final BssClient bss;

    /// @throws IllegalArgumentException if the account lacks its project or domain
    HuaweiCalls(ProviderAccount account, String region, Limits limits) {
        this.project = account.setting("project");
        this.region = region;
        this.limits = limits;
        this.ecs =
                EcsClient.newBuilder()
                        .withCredential(
                                new BasicCredentials()
                                        .withAk(account.accessKey())
                                        .withSk(account.secret())
                                        .withProjectId(project))
                        .withHttpConfig(strict())
                        .withEndpoints(List.of(endpoint(account, "ecs." + region)))
                        .build();
        this.bss =
                BssClient.newBuilder()
                        .withCredential(
                                new GlobalCredentials()
                                        .withAk(account.accessKey())
                                        .withSk(account.secret())
                                        .withDomainId(account.setting("domain")))
                        .withHttpConfig(strict())
                        .withEndpoints(List.of(endpoint(account, "bss")))
                        .build();
    }

    /// The only one that this project reaches.
    String region() {
        return region;
    }

    String project() {
        return project;
    }

    <T> Answer<T> ecs(Deadline deadline, Function<EcsClient, T> request) {
        return ask(deadline, "ecs", () -> request.apply(ecs));
    }

    <T> Answer<T> bss(Deadline deadline, Function<BssClient, T> request) {
        return ask(deadline, "bss", () -> request.apply(bss));
    }

    private <T> Answer<T> ask(Deadline deadline, String service, Callable<T> request) {
        return Ask.once(
                "huawei-" + service,
                deadline.left(limits.call()),
                () -> Objects.requireNonNull(request.call()),
                HuaweiCalls::sorted);
    }

    private static <T> Answer<T> sorted(Throwable failure) {
        if (!(failure instanceof ServiceResponseException said)) return Ask.lost(failure);
        int status = said.getHttpStatusCode();
        String code = said.getErrorCode();
        if (status / 100 != 4 || code == null || !Ask.isCode(code)) {
            return new Answer.Lost<>("HTTP " + status + ".");
        }
        String request = said.getRequestId();
        return new Answer.No<>(status, code, Ask.requestId(request == null ? "" : request));
    }

    private static String endpoint(ProviderAccount account, String service) {
        return switch (account.endpoint()) {
            case Endpoint.Sandbox(var hostAndPort) -> "http://" + hostAndPort;
            case Endpoint.Real _ -> "https://" + service + ".myhuaweicloud.com";
        };
    }

    private static HttpConfig strict() {
        return HttpConfig.getDefaultHttpConfig()
                .withConnectionTimeout((int) StrictHttp.CONNECT.toSeconds())
                .withReadTimeout((int) StrictHttp.SILENCE.toSeconds())
                .withAllowRedirects(false)
                .withConnectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .withDns(HuaweiCalls::oneAddress);
    }

    private static List<InetAddress> oneAddress(String host) throws UnknownHostException {
        return List.of(Dns.SYSTEM.lookup(host).getFirst());
    }
}
