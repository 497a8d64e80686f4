package gridfare.provider.tencent;

import com.tencentcloudapi.cvm.v20170312.models.InstanceMarketOptionsRequest;
import com.tencentcloudapi.cvm.v20170312.models.Placement;
import com.tencentcloudapi.cvm.v20170312.models.RunInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.RunInstancesResponse;
import com.tencentcloudapi.cvm.v20170312.models.SpotMarketOptions;
import com.tencentcloudapi.cvm.v20170312.models.Tag;
import com.tencentcloudapi.cvm.v20170312.models.TagSpecification;
import com.tencentcloudapi.cvm.v20170312.models.TerminateInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.TerminateInstancesResponse;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Legs;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.OurTags;
import java.util.List;
import java.util.Optional;

/// One Tencent Cloud account.
///
/// What this vendor adds to the promises of the port:
///
/// - After a create its machines may take a while to be listed: [LegSighting.Absent] soon after a
///   [StartOutcome.Unknown] is not yet the last word. Repeating the create is safe meanwhile, since
///   the token is the same.
/// - Machines are named before they exist; one that cannot be made is `LAUNCH_FAILED` for some
///   hours, which is [Machine.State#FAILED] and costs nothing.
/// - A spot machine goes without a notice that could be seen from outside.
final class TencentProvider implements ComputeProvider {

    private final TencentCalls calls;
    private final TencentMachines machines;
    private final TencentMarket market;
    private final String image;
    private final Limits limits;

    TencentProvider(TencentCalls calls, TencentCatalogue catalogue, String image, Limits limits) {
        this.calls = calls;
        this.machines = new TencentMachines(calls);
        this.market = new TencentMarket(calls, machines, catalogue, limits);
        this.image = image;
        this.limits = limits;
    }

    @Override
    public StartOutcome start(StartOrder order) {
        LegRef leg = order.leg();
        if (!calls.reaches(leg.region())) {
            return new StartOutcome.Refused(
                    StartOutcome.Reason.INVALID, "No such region: " + leg.region() + ".");
        }
        if (order.option() == PurchaseOption.RESERVED) {
            return new StartOutcome.Refused(
                    StartOutcome.Reason.INVALID, "This vendor sells nothing reserved here.");
        }
        RunInstancesRequest request = request(order);
        Answer<RunInstancesResponse> answer =
                calls.ask(
                        leg.region(),
                        Deadline.in(limits.call()),
                        client -> client.RunInstances(request));
        return switch (answer) {
            case Answer.No<RunInstancesResponse> no -> Codes.outcome(no);
            case Answer.Lost(var why) -> new StartOutcome.Unknown(why);
            case Answer.Body(var body) -> started(body, order.instances());
        };
    }

    private RunInstancesRequest request(StartOrder order) {
        var request = new RunInstancesRequest();
        var placement = new Placement();
        placement.setZone(order.leg().siteCode());
        request.setPlacement(placement);
        request.setInstanceType(order.instanceType());
        request.setImageId(image);
        request.setInstanceCount((long) order.instances());
        request.setInstanceChargeType(Words.charge(order.option()));
        request.setClientToken(OurTags.value(order.leg().leg()));
        var tags = new TagSpecification();
        tags.setResourceType("instance");
        tags.setTags(
                new Tag[] {
                    tag(OurTags.LEG, OurTags.value(order.leg().leg())),
                    tag(OurTags.BROKER, OurTags.BROKER_VALUE)
                });
        request.setTagSpecification(new TagSpecification[] {tags});
        if (order.option() == PurchaseOption.SPOT && order.highestPerInstanceHour() != null) {
            var spot = new SpotMarketOptions();
            spot.setMaxPrice(order.highestPerInstanceHour().amount().toPlainString());
            spot.setSpotInstanceType("one-time");
            var options = new InstanceMarketOptionsRequest();
            options.setMarketType("spot");
            options.setSpotOptions(spot);
            request.setInstanceMarketOptions(options);
        }
        return request;
    }

    /// All or nothing is the vendor's default; still the ids are counted before anyone relies on
    /// it.
    private static StartOutcome started(RunInstancesResponse body, int ordered) {
        String[] ids = body.getInstanceIdSet();
        int named = ids == null ? 0 : ids.length;
        return ids != null && named == ordered
                ? new StartOutcome.Started(List.of(ids))
                : new StartOutcome.Unknown(
                        "%d machines were ordered, %d named.".formatted(ordered, named));
    }

    @Override
    public LegSighting find(LegRef leg) {
        return Legs.find(machines.list(leg.region(), leg.leg(), Deadline.in(limits.call())));
    }

    @Override
    public StopOutcome stop(LegRef leg) {
        Deadline deadline = Deadline.in(limits.call());
        return Legs.stop(
                () -> machines.list(leg.region(), leg.leg(), deadline),
                ids ->
                        switch (terminate(leg, ids, deadline)) {
                            case Answer.Body(_) -> Optional.empty();
                            case Answer.No<TerminateInstancesResponse> no when Codes.isGone(no) ->
                                    Optional.empty();
                            case Answer<TerminateInstancesResponse> failure ->
                                    Optional.of(failure.failureWords());
                        });
    }

    private Answer<TerminateInstancesResponse> terminate(
            LegRef leg, List<String> ids, Deadline deadline) {
        var request = new TerminateInstancesRequest();
        request.setInstanceIds(ids.toArray(String[]::new));
        return calls.ask(leg.region(), deadline, client -> client.TerminateInstances(request));
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

    private static Tag tag(String key, String value) {
        var tag = new Tag();
        tag.setKey(key);
        tag.setValue(value);
        return tag;
    }
}
