package gridfare.provider.huawei;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServer;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerNic;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerRootVolume;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Huawei's side of the wire.
final class HuaweiSandbox extends VendorSandbox {

    static final String REGION = "cn-southwest-2";
    static final String ZONE = "cn-southwest-2a";
    static final String ASCEND = "ai3.6xlarge.8";
    static final String CREATE = "POST /v1/{project}/cloudservers";
    static final String JOB = "GET /v1/{project}/jobs/{id}";

    static final Map<String, String> SETTINGS =
            Map.of(
                    "project", "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                    "domain", "d0",
                    "image", "image-1",
                    "vpc", "vpc-1",
                    "subnet", "subnet-1");

    private static final String KEY = "sandbox-huawei";
    private static final String SECRET = "sandbox-huawei-secret";

    private final HuaweiProviders providers = new HuaweiProviders();

    HuaweiSandbox() {
        super(
                "huawei",
                CREATE,
                "POST /v1/{project}/cloudservers/delete",
                "GET /v1/{project}/cloudservers/detail");
    }

    @Override
    protected ComputeProvider connected(String secret, Limits limits) {
        return providers.connect(
                new ProviderAccount(
                        new ProviderId(new UUID(0, 2)),
                        ProviderKind.HUAWEI,
                        new Endpoint.Sandbox(endpoint()),
                        KEY,
                        secret,
                        SETTINGS),
                limits);
    }

    private String endpoint() {
        return "127.0.0.1:" + ports().huawei();
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
        return ASCEND;
    }

    @Override
    public void throttleTheNextCreate() {
        fault(CREATE, "error", ", \"status\": 429, \"code\": \"APIGW.0308\"");
    }

    @Override
    public String startUntagged() {
        var server =
                new PostPaidServer()
                        .withName("another")
                        .withFlavorRef(ASCEND)
                        .withAvailabilityZone(ZONE)
                        .withImageRef("image-2")
                        .withVpcid("vpc-2")
                        .withNics(List.of(new PostPaidServerNic().withSubnetId("subnet-2")))
                        .withRootVolume(
                                new PostPaidServerRootVolume()
                                        .withVolumetype(
                                                PostPaidServerRootVolume.VolumetypeEnum.SSD))
                        .withCount(1);
        return EcsClient.newBuilder()
                .withCredential(
                        new BasicCredentials()
                                .withAk(KEY)
                                .withSk(SECRET)
                                .withProjectId(SETTINGS.get("project")))
                .withEndpoints(List.of("http://" + endpoint()))
                .build()
                .createPostPaidServers(
                        new CreatePostPaidServersRequest()
                                .withBody(
                                        new CreatePostPaidServersRequestBody().withServer(server)))
                .getServerIds()
                .getFirst();
    }

    @Override
    public Set<String> sites() {
        return providers.sites().stream().map(SiteReport::code).collect(Collectors.toSet());
    }
}
