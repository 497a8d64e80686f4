package gridfare.provider.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.tencentcloudapi.cvm.v20170312.models.Placement;
import com.tencentcloudapi.cvm.v20170312.models.RunInstancesRequest;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.ProviderId;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.VendorSandbox;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Tencent's side of the wire.
final class TencentSandbox extends VendorSandbox {

    static final String REGION = "ap-hefei-ec";
    static final String ZONE = "ap-hefei-ec-1";
    static final String T4 = "GN7.2XLARGE32";

    private static final String KEY = "sandbox-tencent";
    private static final String SECRET = "sandbox-tencent-secret";

    private final TencentProviders providers = new TencentProviders();

    TencentSandbox() {
        super("tencent", "RunInstances", "TerminateInstances", "DescribeInstances");
    }

    @Override
    protected ComputeProvider connected(String secret, Limits limits) {
        return providers.connect(
                new ProviderAccount(
                        new ProviderId(new UUID(0, 3)),
                        ProviderKind.TENCENT,
                        new Endpoint.Sandbox(endpoint()),
                        KEY,
                        secret,
                        Map.of("image", "img-gridfare")),
                limits);
    }

    private String endpoint() {
        return "127.0.0.1:" + ports().tencent();
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected LegRef place(LegId leg) {
        return new LegRef(leg, REGION, ZONE);
    }

    @Override
    protected String type() {
        return T4;
    }

    @Override
    public void throttleTheNextCreate() {
        fault(
                "RunInstances",
                "error",
                ", \"status\": 200, \"code\": \"RequestLimitExceeded.UinLimitExceeded\"");
    }

    @Override
    public boolean listsTellOfReclaims() {
        return false;
    }

    @Override
    public String startUntagged() {
        var http = new HttpProfile();
        http.setEndpoint(endpoint());
        http.setProtocol(HttpProfile.REQ_HTTP);
        var client =
                new CvmClient(
                        new Credential(KEY, SECRET),
                        REGION,
                        new ClientProfile(ClientProfile.SIGN_TC3_256, http));
        var request = new RunInstancesRequest();
        var placement = new Placement();
        placement.setZone(ZONE);
        request.setPlacement(placement);
        request.setInstanceType(T4);
        request.setImageId("img-other");
        request.setInstanceCount(1L);
        try {
            return client.RunInstances(request).getInstanceIdSet()[0];
        } catch (TencentCloudSDKException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public Set<String> sites() {
        return providers.sites().stream().map(SiteReport::code).collect(Collectors.toSet());
    }
}
