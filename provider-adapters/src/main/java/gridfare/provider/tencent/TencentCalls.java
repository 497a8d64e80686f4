package gridfare.provider.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Ask;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.StrictHttp;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sends single requests of one account and sorts what comes back into an [Answer]. The vendor has
/// one end point for all regions; a request names its region in a header. Thread-safe.
final class TencentCalls {

    /// One request through the SDK.
    ///
    /// @param <T> the body of a success
    interface Request<T> {
        T send(CvmClient client) throws TencentCloudSDKException;
    }

    /// The vendor says no with this status, as it says yes.
    private static final int SAID_NO = 200;

    private final ProviderAccount account;
    private final Limits limits;
    private final Set<String> realRegions;
    private final Map<String, CvmClient> clients = new ConcurrentHashMap<>();

    TencentCalls(ProviderAccount account, Limits limits, Set<String> realRegions) {
        this.account = account;
        this.limits = limits;
        this.realRegions = realRegions;
    }

    /// Where regions are listed.
    String homeRegion() {
        return switch (account.endpoint()) {
            case Endpoint.Sandbox _ -> "ap-guangzhou";
            case Endpoint.Real(var homeRegion) -> homeRegion;
        };
    }

    /// Whether a request may be sent there at all.
    boolean reaches(String region) {
        return switch (account.endpoint()) {
            case Endpoint.Sandbox _ -> true;
            case Endpoint.Real _ -> realRegions.contains(region);
        };
    }

    <T> Answer<T> ask(String region, Deadline deadline, Request<T> request) {
        if (!reaches(region)) return new Answer.Lost<>("No such region: " + region + ".");
        return Ask.once(
                "tencent-" + region,
                deadline.left(limits.call()),
                () -> Objects.requireNonNull(request.send(client(region))),
                TencentCalls::sorted);
    }

    /// What the SDK makes of a status other than 200 has a code too, but not one of the vendor's.
    private static <T> Answer<T> sorted(Throwable failure) {
        if (!(failure instanceof TencentCloudSDKException said)) return Ask.lost(failure);
        String code = said.getErrorCode();
        if (code == null || !Ask.isCode(code) || code.equals("ServerSideError")) {
            return said.getCause() == null
                    ? new Answer.Lost<>("An answer that cannot be read.")
                    : Ask.lost(said);
        }
        String request = said.getRequestId();
        return new Answer.No<>(SAID_NO, code, Ask.requestId(request == null ? "" : request));
    }

    private CvmClient client(String region) {
        return clients.computeIfAbsent(region, this::connect);
    }

    private CvmClient connect(String region) {
        var http = new HttpProfile();
        http.setConnTimeout((int) StrictHttp.CONNECT.toSeconds());
        http.setReadTimeout((int) StrictHttp.SILENCE.toSeconds());
        http.setWriteTimeout((int) StrictHttp.SILENCE.toSeconds());
        http.setHttpClient(StrictHttp.CLIENT);
        switch (account.endpoint()) {
            case Endpoint.Sandbox(var hostAndPort) -> {
                http.setEndpoint(hostAndPort);
                http.setProtocol(HttpProfile.REQ_HTTP);
            }
            case Endpoint.Real _ -> {
                http.setEndpoint("cvm.tencentcloudapi.com");
                http.setProtocol(HttpProfile.REQ_HTTPS);
            }
        }
        return new CvmClient(
                new Credential(account.accessKey(), account.secret()),
                region,
                new ClientProfile(ClientProfile.SIGN_TC3_256, http));
    }
}
