package gridfare.sandbox.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.bss.v2.BssClient;
import com.huaweicloud.sdk.bss.v2.model.DemandProductInfo;
import com.huaweicloud.sdk.bss.v2.model.ListOnDemandResourceRatingsRequest;
import com.huaweicloud.sdk.bss.v2.model.RateOnDemandReq;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.GlobalCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersResponse;
import com.huaweicloud.sdk.ecs.v2.model.DeleteServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.DeleteServersRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.Flavor;
import com.huaweicloud.sdk.ecs.v2.model.ListFlavorSellPoliciesRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListFlavorsRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListServersByTagRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListServersByTagRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.ListServersDetailsRequest;
import com.huaweicloud.sdk.ecs.v2.model.NovaListAvailabilityZonesRequest;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServer;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerNic;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerRootVolume;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerTag;
import com.huaweicloud.sdk.ecs.v2.model.ServerId;
import com.huaweicloud.sdk.ecs.v2.model.ServerTags;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobResponse;
import com.huaweicloud.sdk.ecs.v2.model.ShowServerRequest;
import gridfare.sandbox.Control;
import gridfare.sandbox.MovableWall;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The vendor's own SDKs find in the sandbox what they would find at the vendor.
@SuppressWarnings("deprecation") // the vendor still serves zones and lists by tag that way
class HuaweiWireTest {

    private static final String PROJECT = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String REGION = "cn-southwest-2";
    private static final String ZONE = "cn-southwest-2a";
    private static final String ASCEND = "ai3.6xlarge.8";
    private static final Duration BOOT = Duration.ofMillis(200);

    private final MovableWall wall = new MovableWall();
    private Sandbox sandbox;
    private Control control;
    private EcsClient ecs;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall).bootingIn(BOOT));
        control = new Control(sandbox.ports().control());
        ecs = client("sandbox-huawei", "sandbox-huawei-secret");
    }

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    private List<String> endpoints() {
        return List.of("http://127.0.0.1:" + sandbox.ports().huawei());
    }

    private EcsClient client(String key, String secret) {
        return EcsClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk(key).withSk(secret).withProjectId(PROJECT))
                .withEndpoints(endpoints())
                .build();
    }

    private static CreatePostPaidServersRequest order(String token, int count) {
        PostPaidServer server =
                new PostPaidServer()
                        .withName("leg")
                        .withFlavorRef(ASCEND)
                        .withImageRef("e215580f-73ad-429d-b6f2-5433947433b0")
                        .withVpcid("0dae26c9-9a70-4392-93f3-87d53115d171")
                        .withNics(
                                List.of(
                                        new PostPaidServerNic()
                                                .withSubnetId(
                                                        "157ee789-03ea-45b1-a698-76c92660dd83")))
                        .withRootVolume(
                                new PostPaidServerRootVolume()
                                        .withVolumetype(
                                                PostPaidServerRootVolume.VolumetypeEnum.SSD))
                        .withAvailabilityZone(ZONE)
                        .withCount(count)
                        .withServerTags(
                                List.of(
                                        new PostPaidServerTag()
                                                .withKey("gridfare-leg")
                                                .withValue(token)));
        return new CreatePostPaidServersRequest()
                .withXClientToken(token)
                .withBody(new CreatePostPaidServersRequestBody().withServer(server));
    }

    private List<String> tagged(String token) {
        return ecs
                .listServersByTag(
                        new ListServersByTagRequest()
                                .withBody(
                                        new ListServersByTagRequestBody()
                                                .withAction("filter")
                                                .withLimit("10")
                                                .withOffset("0")
                                                .withTags(
                                                        List.of(
                                                                new ServerTags()
                                                                        .withKey("gridfare-leg")
                                                                        .withValues(
                                                                                List.of(token))))))
                .getResources()
                .stream()
                .map(resource -> resource.getResourceId())
                .toList();
    }

    private ShowJobResponse job(String id) {
        return ecs.showJob(new ShowJobRequest().withJobId(id));
    }

    private void stock(String change) {
        control.put(
                "/stock",
                """
                {"vendor":"huawei","zone":"%s","instance_type":"%s",%s}\
                """
                        .formatted(ZONE, ASCEND, change));
    }

    private static String refusal(Runnable asking) {
        ServiceResponseException refused =
                catchThrowableOfType(ServiceResponseException.class, asking::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.getHttpStatusCode() + " " + refused.getErrorCode();
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aWrongSecretAndAnOldSignatureAreRefused() {
        EcsClient wrong = client("sandbox-huawei", "guessed");

        assertThat(refusal(() -> wrong.listFlavors(new ListFlavorsRequest())))
                .isEqualTo("401 APIGW.0301");
        wall.move(Duration.ofMinutes(16));
        assertThat(refusal(() -> ecs.listFlavors(new ListFlavorsRequest())))
                .isEqualTo("401 APIGW.0301");
    }

    @Test
    void thereAreTwelveWesternZones() {
        assertThat(
                        ecs.novaListAvailabilityZones(new NovaListAvailabilityZonesRequest())
                                .getAvailabilityZoneInfo())
                .hasSize(12)
                .allMatch(zone -> zone.getZoneState().getAvailable());
    }

    @Test
    void stockIsAWordPerZoneInAFlavorsSpecs() {
        stock("\"left\":0");

        Flavor flavor =
                ecs.listFlavors(new ListFlavorsRequest()).getFlavors().stream()
                        .filter(found -> found.getId().equals(ASCEND))
                        .findFirst()
                        .orElseThrow();

        assertThat(flavor.getOsExtraSpecs().getCondOperationAz())
                .contains(ZONE + "(sellout)", "cn-southwest-2b(normal)");
        assertThat(flavor.getOsExtraSpecs().getInfoAsicAccelerators())
                .contains("\"Ascend 910B\"", "\"count\":1");
        assertThat(
                        ecs.listFlavors(new ListFlavorsRequest().withAvailabilityZone(ZONE))
                                .getFlavors())
                .extracting(Flavor::getId)
                .doesNotContain(ASCEND);
    }

    @Test
    void spotIsToldBySellPolicies() {
        assertThat(
                        ecs.listFlavorSellPolicies(
                                        new ListFlavorSellPoliciesRequest().withFlavorId(ASCEND))
                                .getSellPolicies())
                .hasSize(12);
    }

    @Test
    void aPriceIsForTheUseAsked() {
        BssClient bss =
                BssClient.newBuilder()
                        .withCredential(
                                new GlobalCredentials()
                                        .withAk("sandbox-huawei")
                                        .withSk("sandbox-huawei-secret")
                                        .withDomainId("d0"))
                        .withEndpoints(endpoints())
                        .build();

        var rated =
                bss.listOnDemandResourceRatings(
                        new ListOnDemandResourceRatingsRequest()
                                .withBody(
                                        new RateOnDemandReq()
                                                .withProjectId(PROJECT)
                                                .withInquiryPrecision(0)
                                                .withProductInfos(List.of(product()))));

        assertThat(rated.getCurrency()).isEqualTo("CNY");
        assertThat(rated.getProductRatingResults().getFirst().getAmount())
                .isEqualByComparingTo("8.2");
    }

    private static DemandProductInfo product() {
        return new DemandProductInfo()
                .withId("1")
                .withCloudServiceType("hws.service.type.ec2")
                .withResourceType("hws.resource.type.vm")
                .withResourceSpec(ASCEND + ".linux")
                .withRegion(REGION)
                .withAvailableZone(ZONE)
                .withUsageFactor("Duration")
                .withUsageValue(BigDecimal.ONE)
                .withUsageMeasureId(4)
                .withSubscriptionNum(1);
    }

    @Test
    void aServerIsBuiltByAJobAndDeletedByAnother() {
        String token = token();
        CreatePostPaidServersResponse asked = ecs.createPostPaidServers(order(token, 1));
        String id = asked.getServerIds().getFirst();

        assertThat(job(asked.getJobId()).getStatus()).isEqualTo(ShowJobResponse.StatusEnum.RUNNING);
        assertThat(status(id)).isEqualTo("BUILD");
        wall.move(BOOT);
        assertThat(job(asked.getJobId()).getStatus()).isEqualTo(ShowJobResponse.StatusEnum.SUCCESS);
        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(tagged(token)).containsExactly(id);
        assertThat(
                        ecs.listServersDetails(
                                        new ListServersDetailsRequest()
                                                .withTags("gridfare-leg=" + token))
                                .getServers())
                .extracting(server -> server.getId())
                .containsExactly(id);

        String deletion =
                ecs.deleteServers(
                                new DeleteServersRequest()
                                        .withBody(
                                                new DeleteServersRequestBody()
                                                        .withServers(
                                                                List.of(
                                                                        new ServerId()
                                                                                .withId(id)))))
                        .getJobId();
        wall.move(BOOT);
        assertThat(job(deletion).getStatus()).isEqualTo(ShowJobResponse.StatusEnum.SUCCESS);
        assertThat(refusal(() -> status(id))).isEqualTo("404 Ecs.0114");
    }

    private String status(String id) {
        return ecs.showServer(new ShowServerRequest().withServerId(id)).getServer().getStatus();
    }

    @Test
    void aTokenIsAUuidAndCreatesOnce() {
        String token = token();
        List<String> first = ecs.createPostPaidServers(order(token, 2)).getServerIds();
        List<String> again = ecs.createPostPaidServers(order(token, 2)).getServerIds();

        assertThat(again).isEqualTo(first).hasSize(2);
        assertThat(refusal(() -> ecs.createPostPaidServers(order(token, 1))))
                .isEqualTo("400 Ecs.0122");
        assertThat(refusal(() -> ecs.createPostPaidServers(order("leg-1", 1))))
                .isEqualTo("400 Ecs.0123");
        assertThat(tagged(token)).hasSize(2);
    }

    @Test
    void whereNoneAreLeftTheCallIsRefusedAndWhereTheWordWasWrongTheJobFails() {
        stock("\"left\":0");
        assertThat(refusal(() -> ecs.createPostPaidServers(order(token(), 1))))
                .isEqualTo("400 Ecs.0319");

        stock("\"left\":0,\"status\":\"with_stock\"");
        String token = token();
        CreatePostPaidServersResponse asked = ecs.createPostPaidServers(order(token, 1));

        ShowJobResponse job = job(asked.getJobId());
        assertThat(job.getStatus()).isEqualTo(ShowJobResponse.StatusEnum.FAIL);
        assertThat(job.getEntities().getSubJobs().getFirst().getErrorCode()).isEqualTo("Ecs.0219");
        assertThat(tagged(token)).isEmpty();
    }
}
