package gridfare.provider.huawei;

import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.CreatePostPaidServersResponse;
import com.huaweicloud.sdk.ecs.v2.model.DeleteServersRequest;
import com.huaweicloud.sdk.ecs.v2.model.DeleteServersRequestBody;
import com.huaweicloud.sdk.ecs.v2.model.DeleteServersResponse;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServer;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerExtendParam;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerNic;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerRootVolume;
import com.huaweicloud.sdk.ecs.v2.model.PostPaidServerTag;
import com.huaweicloud.sdk.ecs.v2.model.ServerId;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobResponse;
import com.huaweicloud.sdk.ecs.v2.model.SubJob;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StartOutcome.Reason;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Ask;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Legs;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.OurTags;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One Huawei Cloud project.
///
/// What this vendor adds to the promises of the port:
///
/// - A create is a job. Its machines are named at once; the job is looked at once, and if it has
///   failed by then the order is refused. One that fails later is seen as machines that never come.
/// - After a create its machines may take a while to be listed: [LegSighting.Absent] soon after a
///   [StartOutcome.Unknown] is not yet the last word. Repeating the create is safe meanwhile: the
///   vendor remembers the token for 8 h.
/// - Nothing is sold by spot, since no price of it is told.
final class HuaweiProvider implements ComputeProvider {

    private final HuaweiCalls calls;
    private final HuaweiMachines machines;
    private final HuaweiMarket market;
    private final StartFrom from;
    private final Limits limits;

    /// What machines start from, and in which network.
    record StartFrom(String image, String vpc, String subnet) {}

    HuaweiProvider(HuaweiCalls calls, HuaweiCatalogue catalogue, StartFrom from, Limits limits) {
        this.calls = calls;
        this.machines = new HuaweiMachines(calls);
        this.market = new HuaweiMarket(calls, machines, catalogue, limits);
        this.from = from;
        this.limits = limits;
    }

    @Override
    public StartOutcome start(StartOrder order) {
        if (!order.leg().region().equals(calls.region())) {
            return new StartOutcome.Refused(
                    Reason.INVALID, "The project is not in " + order.leg().region() + ".");
        }
        if (order.option() != PurchaseOption.ON_DEMAND) {
            return new StartOutcome.Refused(
                    Reason.INVALID, "This vendor sells only on demand here.");
        }
        CreatePostPaidServersRequest request = request(order);
        Deadline deadline = Deadline.in(limits.call());
        Answer<CreatePostPaidServersResponse> answer =
                calls.ecs(deadline, ecs -> ecs.createPostPaidServers(request));
        return switch (answer) {
            case Answer.No<CreatePostPaidServersResponse> no -> Codes.outcome(no);
            case Answer.Lost(var why) -> new StartOutcome.Unknown(why);
            case Answer.Body(var body) -> promised(body, order.instances(), deadline);
        };
    }

    private CreatePostPaidServersRequest request(StartOrder order) {
        String token = OurTags.value(order.leg().leg());
        var server =
                new PostPaidServer()
                        .withName("gridfare-" + token)
                        .withFlavorRef(order.instanceType())
                        .withAvailabilityZone(order.leg().siteCode())
                        .withCount(order.instances())
                        .withImageRef(from.image())
                        .withVpcid(from.vpc())
                        .withNics(List.of(new PostPaidServerNic().withSubnetId(from.subnet())))
                        .withRootVolume(
                                new PostPaidServerRootVolume()
                                        .withVolumetype(
                                                PostPaidServerRootVolume.VolumetypeEnum.SSD))
                        .withExtendparam(new PostPaidServerExtendParam().withChargingMode(0))
                        .withServerTags(
                                List.of(
                                        tag(OurTags.LEG, token),
                                        tag(OurTags.BROKER, OurTags.BROKER_VALUE)));
        return new CreatePostPaidServersRequest()
                .withXClientToken(token)
                .withBody(new CreatePostPaidServersRequestBody().withServer(server));
    }

    /// All or nothing is the vendor's default; still the ids are counted before anyone relies on
    /// it.
    private StartOutcome promised(
            CreatePostPaidServersResponse body, int ordered, Deadline deadline) {
        List<String> ids = Objects.requireNonNullElse(body.getServerIds(), List.of());
        String jobId = body.getJobId();
        if (ids.size() != ordered || jobId == null) {
            return new StartOutcome.Unknown(
                    "%d machines were ordered, %d named.".formatted(ordered, ids.size()));
        }
        Answer<ShowJobResponse> answer =
                calls.ecs(deadline, ecs -> ecs.showJob(new ShowJobRequest().withJobId(jobId)));
        if (!(answer instanceof Answer.Body(var job))) {
            return new StartOutcome.Unknown("Its job is not told: " + answer.failureWords());
        }
        if (job.getStatus() == null) return new StartOutcome.Unknown("A job without a state.");
        return job.getStatus().equals(ShowJobResponse.StatusEnum.FAIL)
                ? failed(job)
                : new StartOutcome.Started(ids);
    }

    /// The job only says that its parts failed; these say why.
    private static StartOutcome failed(ShowJobResponse job) {
        List<SubJob> parts =
                job.getEntities() == null || job.getEntities().getSubJobs() == null
                        ? List.of()
                        : job.getEntities().getSubJobs();
        if (parts.stream().anyMatch(part -> !SubJob.StatusEnum.FAIL.equals(part.getStatus()))) {
            return new StartOutcome.Unknown("Its job failed in parts.");
        }
        String code =
                parts.stream()
                        .map(SubJob::getErrorCode)
                        .filter(Objects::nonNull)
                        .filter(Ask::isCode)
                        .findFirst()
                        .orElse("");
        return new StartOutcome.Refused(
                Codes.reason(code), code.isEmpty() ? "Its job failed." : code + " (its job)");
    }

    @Override
    public LegSighting find(LegRef leg) {
        return Legs.find(machines.list(leg.leg(), Deadline.in(limits.call())));
    }

    @Override
    public StopOutcome stop(LegRef leg) {
        Deadline deadline = Deadline.in(limits.call());
        return Legs.stop(
                () -> machines.list(leg.leg(), deadline),
                ids ->
                        switch (delete(ids, deadline)) {
                            case Answer.Body(_) -> Optional.empty();
                            case Answer.No<DeleteServersResponse> no when Codes.isGone(no) ->
                                    Optional.empty();
                            case Answer<DeleteServersResponse> failure ->
                                    Optional.of(failure.failureWords());
                        });
    }

    private Answer<DeleteServersResponse> delete(List<String> ids, Deadline deadline) {
        var request =
                new DeleteServersRequest()
                        .withBody(
                                new DeleteServersRequestBody()
                                        .withDeletePublicip(true)
                                        .withDeleteVolume(true)
                                        .withServers(
                                                ids.stream()
                                                        .map(id -> new ServerId().withId(id))
                                                        .toList()));
        return calls.ecs(deadline, ecs -> ecs.deleteServers(request));
    }

    @Override
    public Gathered<PoolReport> stock() {
        return market.stock();
    }

    @Override
    public Gathered<PriceReport> prices() {
        return market.prices();
    }

    @Override
    public Gathered<Machine> machines() {
        return market.machines();
    }

    private static PostPaidServerTag tag(String key, String value) {
        return new PostPaidServerTag().withKey(key).withValue(value);
    }
}
