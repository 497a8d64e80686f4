package gridfare.provider.alibaba;

import com.aliyun.ecs20140526.models.DeleteInstancesRequest;
import com.aliyun.ecs20140526.models.DeleteInstancesResponseBody;
import com.aliyun.ecs20140526.models.RunInstancesRequest;
import com.aliyun.ecs20140526.models.RunInstancesRequest.RunInstancesRequestTag;
import com.aliyun.ecs20140526.models.RunInstancesResponseBody;
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
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Legs;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.OurTags;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One Alibaba Cloud account.
///
/// What this vendor adds to the promises of the port:
///
/// - After a create its machines may take a while to be listed: [LegSighting.Absent] soon after a
///   [StartOutcome.Unknown] is not yet the last word. Repeating the create is safe meanwhile, since
///   the token is the same.
/// - A key without the right to list gets an empty list and no error: an account is tried out
///   before it is trusted.
/// - Image, network and security group come from the account's launch template `gridfare-<zone>`,
///   which the provider organisation makes once for each zone that it sells.
/// - The spot market's price is paid, not the bid.
final class AlibabaProvider implements ComputeProvider {

    private final AlibabaCalls calls;
    private final AlibabaMachines machines;
    private final AlibabaMarket market;
    private final Limits limits;

    AlibabaProvider(
            AlibabaCalls calls, AlibabaCatalogue catalogue, AlibabaTypes types, Limits limits) {
        this.calls = calls;
        this.machines = new AlibabaMachines(calls);
        this.market = new AlibabaMarket(calls, machines, catalogue, types, limits);
        this.limits = limits;
    }

    @Override
    public StartOutcome start(StartOrder order) {
        LegRef leg = order.leg();
        if (!calls.reaches(leg.region())) {
            return new StartOutcome.Refused(
                    StartOutcome.Reason.INVALID, "No such region: " + leg.region() + ".");
        }
        var request =
                new RunInstancesRequest()
                        .setRegionId(leg.region())
                        .setZoneId(leg.siteCode())
                        .setInstanceType(order.instanceType())
                        .setAmount(order.instances())
                        .setInstanceChargeType("PostPaid")
                        .setLaunchTemplateName("gridfare-" + leg.siteCode())
                        .setClientToken(token(leg))
                        .setTag(
                                List.of(
                                        tag(OurTags.LEG, token(leg)),
                                        tag(OurTags.BROKER, OurTags.BROKER_VALUE)));
        switch (order.option()) {
            case ON_DEMAND -> request.setSpotStrategy("NoSpot");
            case SPOT -> {
                request.setSpotInterruptionBehavior("Terminate");
                if (order.highestPerInstanceHour() == null) {
                    request.setSpotStrategy("SpotAsPriceGo");
                } else {
                    request.setSpotStrategy("SpotWithPriceLimit")
                            .setSpotPriceLimit(Prices.bid(order.highestPerInstanceHour()));
                }
            }
            case RESERVED -> {
                return new StartOutcome.Refused(
                        StartOutcome.Reason.INVALID, "This vendor sells nothing reserved here.");
            }
        }
        Answer<RunInstancesResponseBody> answer =
                calls.ask(
                        leg.region(),
                        Deadline.in(limits.call()),
                        (client, options) ->
                                client.runInstancesWithOptions(request, options).getBody());
        return switch (answer) {
            case Answer.No<RunInstancesResponseBody> no -> Codes.outcome(no);
            case Answer.Lost(var why) -> new StartOutcome.Unknown(why);
            case Answer.Body(var body) -> started(body, order.instances());
        };
    }

    /// All or nothing is the vendor's default; still the ids are counted before anyone relies on
    /// it.
    private static StartOutcome started(RunInstancesResponseBody body, int ordered) {
        List<String> ids =
                body.getInstanceIdSets() == null
                                || body.getInstanceIdSets().getInstanceIdSet() == null
                        ? List.of()
                        : body.getInstanceIdSets().getInstanceIdSet();
        return ids.size() == ordered
                ? new StartOutcome.Started(ids)
                : new StartOutcome.Unknown(
                        "%d machines were ordered, %d named.".formatted(ordered, ids.size()));
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
                        switch (delete(leg, ids, deadline)) {
                            case Answer.Body(_) -> Optional.empty();
                            case Answer.No<DeleteInstancesResponseBody> no when Codes.isGone(no) ->
                                    Optional.empty();
                            case Answer.No<DeleteInstancesResponseBody> no
                                    when Codes.isTooEarly(no) ->
                                    Optional.of("Too young to be released: " + no.words());
                            case Answer<DeleteInstancesResponseBody> failure ->
                                    Optional.of(failure.failureWords());
                        });
    }

    /// Powers off and releases. A new token each time: releasing twice does no harm, and under the
    /// old token the vendor would repeat an old answer.
    private Answer<DeleteInstancesResponseBody> delete(
            LegRef leg, List<String> ids, Deadline deadline) {
        var request =
                new DeleteInstancesRequest()
                        .setRegionId(leg.region())
                        .setInstanceId(ids)
                        .setForce(true)
                        .setClientToken(UUID.randomUUID().toString());
        return calls.ask(
                leg.region(),
                deadline,
                (client, options) -> client.deleteInstancesWithOptions(request, options).getBody());
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

    private static String token(LegRef leg) {
        return OurTags.value(leg.leg());
    }

    private static RunInstancesRequestTag tag(String key, String value) {
        return new RunInstancesRequestTag().setKey(key).setValue(value);
    }
}
