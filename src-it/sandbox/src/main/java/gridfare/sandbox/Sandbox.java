package gridfare.sandbox;

import gridfare.sandbox.alibaba.EcsWire;
import gridfare.sandbox.clock.SandboxClock;
import gridfare.sandbox.control.ClockControl;
import gridfare.sandbox.control.ControlWire;
import gridfare.sandbox.control.FaultControl;
import gridfare.sandbox.control.MachineControl;
import gridfare.sandbox.control.MarketControl;
import gridfare.sandbox.control.WebhookControl;
import gridfare.sandbox.fault.Faults;
import gridfare.sandbox.fault.Limits;
import gridfare.sandbox.http.RequestLog;
import gridfare.sandbox.http.Wire;
import gridfare.sandbox.http.WireServer;
import gridfare.sandbox.huawei.HuaweiWire;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.stripe.StripeObjects;
import gridfare.sandbox.stripe.StripeWire;
import gridfare.sandbox.stripe.Webhooks;
import gridfare.sandbox.tencent.CvmWire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The outside world, running. Made of one store, one clock, and a server per vendor.
public final class Sandbox implements AutoCloseable {

    /// What to close, the last opened first.
    private final Deque<Runnable> open = new ArrayDeque<>();

    private final SandboxSettings settings;
    private final Faults faults = new Faults();
    private final Limits limits = new Limits();
    private final RequestLog log = new RequestLog();
    private final Ports ports;

    private Sandbox(SandboxSettings settings) {
        this.settings = settings;
        try {
            this.ports = open();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// Listens on all ports when it returns.
    ///
    /// @throws java.io.UncheckedIOException if a port is taken
    /// @throws IllegalStateException if another sandbox uses the state directory
    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(settings);
    }

    private Ports open() {
        Store store = Store.open(settings.state());
        open.push(store::close);
        SandboxClock clock = new SandboxClock(settings.wall(), store);
        Prices prices = new Prices(store);
        Machines machines = new Machines(store, clock, settings.wall(), settings.bootTime());
        Accounts accounts = settings.accounts();
        Catalogue alibaba = Catalogue.of(EcsWire.VENDOR);
        Catalogue huawei = Catalogue.of(HuaweiWire.VENDOR);
        Catalogue tencent = Catalogue.of(CvmWire.VENDOR);
        EcsWire ecs =
                new EcsWire(
                        accounts.alibaba(),
                        alibaba,
                        prices,
                        machines,
                        store,
                        clock,
                        settings.wall());
        HuaweiWire western =
                new HuaweiWire(
                        accounts.huawei(),
                        accounts.huaweiProject(),
                        huawei,
                        prices,
                        machines,
                        store,
                        settings.wall());
        CvmWire cvm =
                new CvmWire(accounts.tencent(), tencent, prices, machines, store, settings.wall());
        StripeObjects objects = new StripeObjects(store);
        Webhooks webhooks =
                new Webhooks(
                        store,
                        objects,
                        settings.wall(),
                        settings.webhookUrl(),
                        settings.webhookSecret());
        open.push(webhooks::close);
        StripeWire stripe = new StripeWire(accounts.stripe(), store, objects, webhooks, clock);
        ControlWire control =
                new ControlWire(
                        new ClockControl(clock),
                        new MachineControl(machines),
                        new MarketControl(
                                List.of(alibaba, huawei, tencent), machines, prices, clock),
                        new FaultControl(faults, limits),
                        new WebhookControl(webhooks),
                        log,
                        () -> {
                            store.clear();
                            machines.clear();
                        });
        webhooks.start();
        Ports wanted = settings.ports();
        return new Ports(
                listenControl(wanted.control(), control),
                listen(wanted.alibaba(), ecs),
                listen(wanted.huawei(), western),
                listen(wanted.tencent(), cvm),
                listen(wanted.stripe(), stripe));
    }

    private int listen(int port, Wire wire) {
        return add(
                WireServer.listen(
                        settings.host(), port, wire, faults, limits, log, settings.wall()));
    }

    /// Nothing strikes the control port, and its calls are not logged among the others.
    private int listenControl(int port, Wire wire) {
        return add(
                WireServer.listen(
                        settings.host(),
                        port,
                        wire,
                        new Faults(),
                        new Limits(),
                        new RequestLog(),
                        settings.wall()));
    }

    private int add(WireServer server) {
        open.push(server::close);
        return server.port();
    }

    public Ports ports() {
        return ports;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) open.pop().run();
    }
}
