package gridfare.sandbox.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesStatusRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeRegionsRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeZoneInstanceConfigInfosRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeZonesRequest;
import com.tencentcloudapi.cvm.v20170312.models.Filter;
import com.tencentcloudapi.cvm.v20170312.models.InquiryPriceRunInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.Instance;
import com.tencentcloudapi.cvm.v20170312.models.InstanceStatus;
import com.tencentcloudapi.cvm.v20170312.models.InstanceTypeQuotaItem;
import com.tencentcloudapi.cvm.v20170312.models.Placement;
import com.tencentcloudapi.cvm.v20170312.models.RegionInfo;
import com.tencentcloudapi.cvm.v20170312.models.RunInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.Tag;
import com.tencentcloudapi.cvm.v20170312.models.TagSpecification;
import com.tencentcloudapi.cvm.v20170312.models.TerminateInstancesRequest;
import gridfare.sandbox.Control;
import gridfare.sandbox.MovableWall;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The vendor's own SDK finds in the sandbox what it would find at the vendor.
class CvmWireTest {

    private static final String REGION = "ap-hefei-ec";
    private static final String ZONE = "ap-hefei-ec-1";
    private static final String T4 = "GN7.2XLARGE32";
    private static final Duration BOOT = Duration.ofMillis(200);

    private final MovableWall wall = new MovableWall();
    private Sandbox sandbox;
    private Control control;
    private CvmClient cvm;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory(wall).bootingIn(BOOT));
        control = new Control(sandbox.ports().control());
        cvm = client("sandbox-tencent", "sandbox-tencent-secret", REGION);
    }

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    private CvmClient client(String id, String secret, String region) {
        HttpProfile http = new HttpProfile();
        http.setEndpoint("127.0.0.1:" + sandbox.ports().tencent());
        http.setProtocol("http://");
        http.setConnTimeout(5);
        http.setReadTimeout(5);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new CvmClient(new Credential(id, secret), region, profile);
    }

    private static RunInstancesRequest order(String token, long count) {
        RunInstancesRequest order = new RunInstancesRequest();
        order.setPlacement(placement());
        order.setInstanceType(T4);
        order.setImageId("img-487zeit5");
        order.setInstanceCount(count);
        order.setClientToken(token);
        Tag tag = new Tag();
        tag.setKey("gridfare-leg");
        tag.setValue(token);
        TagSpecification tags = new TagSpecification();
        tags.setResourceType("instance");
        tags.setTags(new Tag[] {tag});
        order.setTagSpecification(new TagSpecification[] {tags});
        return order;
    }

    private static Placement placement() {
        Placement placement = new Placement();
        placement.setZone(ZONE);
        return placement;
    }

    private static Filter filter(String name, String value) {
        Filter filter = new Filter();
        filter.setName(name);
        filter.setValues(new String[] {value});
        return filter;
    }

    private Instance[] tagged(String token) throws TencentCloudSDKException {
        DescribeInstancesRequest asked = new DescribeInstancesRequest();
        asked.setFilters(new Filter[] {filter("tag:gridfare-leg", token)});
        asked.setLimit(100L);
        return cvm.DescribeInstances(asked).getInstanceSet();
    }

    private void left(int machines) {
        control.put(
                "/stock",
                """
                {"vendor":"tencent","zone":"%s","instance_type":"%s","left":%d}\
                """
                        .formatted(ZONE, T4, machines));
    }

    private interface Asking {
        void ask() throws TencentCloudSDKException;
    }

    private static String refusal(Asking asking) {
        TencentCloudSDKException refused =
                catchThrowableOfType(TencentCloudSDKException.class, asking::ask);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.getErrorCode();
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aWrongSecretAnUnknownIdAndAnOldSignatureAreRefused() {
        CvmClient wrong = client("sandbox-tencent", "guessed", REGION);
        CvmClient unknown = client("nobody", "sandbox-tencent-secret", REGION);

        assertThat(refusal(() -> wrong.DescribeRegions(new DescribeRegionsRequest())))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(refusal(() -> unknown.DescribeRegions(new DescribeRegionsRequest())))
                .isEqualTo("AuthFailure.SecretIdNotFound");
        wall.move(Duration.ofMinutes(6));
        assertThat(refusal(() -> cvm.DescribeRegions(new DescribeRegionsRequest())))
                .isEqualTo("AuthFailure.SignatureExpire");
    }

    @Test
    void thereAreAHundredAndTenEdgeZones() throws Exception {
        int zones = 0;
        for (RegionInfo region : cvm.DescribeRegions(new DescribeRegionsRequest()).getRegionSet()) {
            CvmClient there =
                    client("sandbox-tencent", "sandbox-tencent-secret", region.getRegion());
            zones += there.DescribeZones(new DescribeZonesRequest()).getZoneSet().length;
        }
        assertThat(zones).isEqualTo(110);
    }

    @Test
    void typesStockAndPriceComeInOneCall() throws Exception {
        left(2);
        DescribeZoneInstanceConfigInfosRequest asked = new DescribeZoneInstanceConfigInfosRequest();
        asked.setFilters(new Filter[] {filter("zone", ZONE), filter("instance-type", T4)});

        InstanceTypeQuotaItem[] sold =
                cvm.DescribeZoneInstanceConfigInfos(asked).getInstanceTypeQuotaSet();

        assertThat(sold).hasSize(1);
        assertThat(sold[0].getStatus()).isEqualTo("SELL");
        assertThat(sold[0].getStatusCategory()).isEqualTo("UnderStock");
        assertThat(sold[0].getGpuCount()).isEqualTo(1f);
        assertThat(sold[0].getPrice().getUnitPriceDiscount()).isGreaterThan(1f);
        left(0);
        sold = cvm.DescribeZoneInstanceConfigInfos(asked).getInstanceTypeQuotaSet();
        assertThat(sold[0].getStatus()).isEqualTo("SOLD_OUT");
    }

    @Test
    void spotCostsAPercentageOfTheListPrice() throws Exception {
        InquiryPriceRunInstancesRequest asked = new InquiryPriceRunInstancesRequest();
        asked.setPlacement(placement());
        asked.setInstanceType(T4);
        asked.setInstanceChargeType("SPOTPAID");

        var price = cvm.InquiryPriceRunInstances(asked).getPrice().getInstancePrice();

        assertThat(price.getChargeUnit()).isEqualTo("HOUR");
        assertThat(price.getUnitPriceDiscount()).isLessThan(price.getUnitPrice());
        assertThat(price.getDiscount()).isBetween(40f, 80f);
    }

    @Test
    void aMachineIsCreatedOnceRunsAndGoes() throws Exception {
        String token = token();
        String[] first = cvm.RunInstances(order(token, 2)).getInstanceIdSet();
        String[] again = cvm.RunInstances(order(token, 2)).getInstanceIdSet();

        assertThat(again).isEqualTo(first).hasSize(2);
        assertThat(tagged(token)).extracting(Instance::getInstanceState).containsOnly("PENDING");
        wall.move(BOOT);
        assertThat(tagged(token)).extracting(Instance::getInstanceState).containsOnly("RUNNING");
        assertThat(tagged(token)[0].getGPUInfo().getGPUType()).isEqualTo("NVIDIA T4");
        terminate(first);
        assertThat(status(first)).containsOnly("TERMINATING");
        wall.move(BOOT);
        assertThat(status(first)).isEmpty();
        assertThat(refusal(() -> terminate(first))).isEqualTo("InvalidInstanceId.NotFound");
    }

    private void terminate(String... ids) throws TencentCloudSDKException {
        TerminateInstancesRequest asked = new TerminateInstancesRequest();
        asked.setInstanceIds(ids);
        cvm.TerminateInstances(asked);
    }

    private String[] status(String... ids) throws TencentCloudSDKException {
        DescribeInstancesStatusRequest asked = new DescribeInstancesStatusRequest();
        asked.setInstanceIds(ids);
        InstanceStatus[] set = cvm.DescribeInstancesStatus(asked).getInstanceStatusSet();
        String[] words = new String[set.length];
        for (int i = 0; i < set.length; i++) words[i] = set[i].getInstanceState();
        return words;
    }

    @Test
    void machinesAreCreatedAllOrNone() throws Exception {
        left(3);
        String token = token();

        assertThat(refusal(() -> cvm.RunInstances(order(token, 4))))
                .isEqualTo("ResourcesSoldOut.SpecifiedInstanceType");

        assertThat(tagged(token)).isEmpty();
        assertThat(cvm.RunInstances(order(token(), 3)).getInstanceIdSet()).hasSize(3);
    }

    @Test
    void aLostAnswerIsClearedUpByTheTag() throws Exception {
        String token = token();
        control.post(
                "/faults",
                """
                {"vendor":"tencent","action":"RunInstances","kind":"lost_answer"}\
                """);

        assertThat(refusal(() -> cvm.RunInstances(order(token, 1)))).isNull();

        assertThat(tagged(token)).hasSize(1);
    }
}
