package gridfare.domain.offer;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ComputeProviderFactory;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SeedDemonstration;
import gridfare.domain.provider.SiteReport;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Place;
import gridfare.pricing.resource.ChipId;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A provider in memory with something on sale, and an adapter for it.
final class Shop implements ComputeProvider, Extension {

    static final ProviderAccount ACCOUNT =
            new ProviderAccount(
                    SeedDemonstration.ALIBABA,
                    ProviderKind.ALIBABA,
                    new ProviderAccount.Endpoint.Sandbox("127.0.0.1:1"),
                    "key",
                    "secret");

    private final List<SiteReport> sites = new ArrayList<>();
    private final List<PoolReport> stock = new ArrayList<>();
    private final List<PriceReport> prices = new ArrayList<>();
    private final Map<LegId, List<Machine>> machines = new LinkedHashMap<>();
    private final Deque<Gathered<PoolReport>> nextStocks = new ArrayDeque<>();
    private boolean dark;

    /// A site to sell at, e.g. `cn-guiyang-a`, in Guizhou. Its region is the code up to the last
    /// dash.
    synchronized Shop site(String code, String subdivision) {
        String region = code.substring(0, code.lastIndexOf('-'));
        var place = new Place(subdivision, new Coordinates(26.65, 106.63), code);
        sites.add(new SiteReport(code, region, place, SiteKind.CORE));
        return this;
    }

    /// Back to a shop that sells nothing anywhere.
    synchronized void clear() {
        sites.clear();
        stock.clear();
        prices.clear();
        machines.clear();
        nextStocks.clear();
        dark = false;
    }

    /// Stock at a site, on demand at `usd` an instance-hour; replaces what was told before.
    synchronized Shop sells(String site, String type, String chip, int gpus, int free, String usd) {
        stock.removeIf(pool -> pool.siteCode().equals(site) && pool.instanceType().equals(type));
        prices.removeIf(
                price -> price.siteCode().equals(site) && price.instanceType().equals(type));
        return alsoSells(site, type, chip, gpus, free, usd);
    }

    /// The same, where nothing was told before.
    synchronized Shop alsoSells(
            String site, String type, String chip, int gpus, int free, String usd) {
        stock.add(
                new PoolReport(
                        site,
                        type,
                        new ChipId(chip),
                        gpus,
                        true,
                        free,
                        Set.of(PurchaseOption.ON_DEMAND)));
        prices.add(new PriceReport(site, type, PurchaseOption.ON_DEMAND, Money.of(usd, "USD")));
        return this;
    }

    /// No longer lists the pool.
    synchronized void withdraw(String site, String type) {
        stock.removeIf(pool -> pool.siteCode().equals(site) && pool.instanceType().equals(type));
    }

    synchronized void nextStock(Gathered<PoolReport> answer) {
        nextStocks.add(answer);
    }

    /// Answers nothing at all until it is called with false.
    synchronized void goDark(boolean silent) {
        dark = silent;
    }

    @Override
    public synchronized StartOutcome start(StartOrder order) {
        if (dark) return new StartOutcome.Unknown("dark");
        LegRef leg = order.leg();
        List<Machine> started =
                machines.computeIfAbsent(
                        leg.leg(),
                        id ->
                                IntStream.range(0, order.instances())
                                        .mapToObj(i -> machine(order, i))
                                        .toList());
        return new StartOutcome.Started(started.stream().map(Machine::id).toList());
    }

    @Override
    public synchronized LegSighting find(LegRef leg) {
        if (dark) return new LegSighting.Unknown("dark");
        List<Machine> all = machines.getOrDefault(leg.leg(), List.of());
        return all.isEmpty() ? new LegSighting.Absent() : new LegSighting.Seen(all);
    }

    @Override
    public synchronized StopOutcome stop(LegRef leg) {
        if (dark) return new StopOutcome.Unknown("dark");
        machines.remove(leg.leg());
        return new StopOutcome.Stopped();
    }

    @Override
    public synchronized Gathered<PoolReport> stock() {
        if (dark) return new Gathered.Failed<>("dark");
        Gathered<PoolReport> scripted = nextStocks.poll();
        return scripted != null ? scripted : new Gathered.Complete<>(stock, List.of());
    }

    @Override
    public synchronized Gathered<PriceReport> prices() {
        if (dark) return new Gathered.Failed<>("dark");
        return new Gathered.Complete<>(prices, List.of());
    }

    @Override
    public synchronized Gathered<Machine> machines() {
        if (dark) return new Gathered.Failed<>("dark");
        return new Gathered.Complete<>(
                machines.values().stream().flatMap(List::stream).toList(), List.of());
    }

    /// The bean by which the product finds it.
    void add(@Observes AfterBeanDiscovery beans) {
        beans.addBean()
                .types(ComputeProviderFactory.class)
                .scope(Singleton.class)
                .createWith(creation -> factory());
    }

    private ComputeProviderFactory factory() {
        return new ComputeProviderFactory() {
            @Override
            public ProviderKind kind() {
                return ProviderKind.ALIBABA;
            }

            @Override
            public ComputeProvider connect(ProviderAccount account) {
                return Shop.this;
            }

            @Override
            public List<SiteReport> sites() {
                synchronized (Shop.this) {
                    return List.copyOf(sites);
                }
            }
        };
    }

    private static Machine machine(StartOrder order, int number) {
        LegRef leg = order.leg();
        return new Machine(
                "i-" + leg.leg().uuid() + "-" + number,
                leg.leg(),
                leg.region(),
                leg.siteCode(),
                order.instanceType(),
                Machine.State.RUNNING,
                false);
    }
}
