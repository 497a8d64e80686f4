package gridfare.sandbox;

import gridfare.sandbox.alibaba.EcsWire;
import gridfare.sandbox.clock.SandboxClock;
import gridfare.sandbox.control.ClockControl;
import gridfare.sandbox.control.ControlWire;
import gridfare.sandbox.control.FaultControl;
import gridfare.sandbox.control.MachineControl;
import gridfare.sandbox.control.MarketControl;
import gridfare.sandbox.fault.Faults;
import gridfare.sandbox.fault.Limits;
import gridfare.sandbox.http.RequestLog;
import gridfare.sandbox.http.Wire;
import gridfare.sandbox.http.WireServer;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.store.Store;
import java.util.ArrayList;
import java.util.List;

/// The outside world, running. Made of one store, one clock, and a server per vendor.
public final class Sandbox implements AutoCloseable {

    private final Store store;
    private final List<WireServer> servers;
    private final Ports ports;

    private Sandbox(Store store, List<WireServer> servers, Ports ports) {
        this.store = store;
        this.servers = List.copyOf(servers);
        this.ports = ports;
    }

    /// Listens on all ports when it returns.
    ///
    /// @throws java.io.UncheckedIOException if a port is taken
    public static Sandbox start(SandboxSettings settings) {
        return new Builder(settings).start();
    }

    public Ports ports() {
        return ports;
    }

    @Override
    public void close() {
        servers.forEach(WireServer::close);
        store.close();
    }

    /// Puts the parts together; undone if one fails.
    private static final class Builder {
        private final SandboxSettings settings;
        private final Store store;
        private final Faults faults = new Faults();
        private final Limits limits = new Limits();
        private final RequestLog log = new RequestLog();
        private final List<WireServer> servers = new ArrayList<>();

        Builder(SandboxSettings settings) {
            this.settings = settings;
            this.store = Store.open(settings.state());
        }

        Sandbox start() {
            try {
                SandboxClock clock = new SandboxClock(settings.wall(), store);
                Prices prices = new Prices(store);
                Machines machines =
                        new Machines(store, clock, settings.wall(), settings.bootTime());
                Catalogue alibaba = Catalogue.of(EcsWire.VENDOR);
                int alibabaPort =
                        listen(
                                settings.ports().alibaba(),
                                new EcsWire(
                                        settings.alibaba(),
                                        alibaba,
                                        prices,
                                        machines,
                                        store,
                                        clock,
                                        settings.wall()));
                ControlWire control =
                        new ControlWire(
                                new ClockControl(clock),
                                new MachineControl(machines),
                                new MarketControl(List.of(alibaba), machines, prices, clock),
                                new FaultControl(faults, limits),
                                log,
                                () -> {
                                    store.clear();
                                    machines.clear();
                                });
                return new Sandbox(
                        store, servers, new Ports(listenControl(control), alibabaPort, 0));
            } catch (RuntimeException failed) {
                servers.forEach(WireServer::close);
                store.close();
                throw failed;
            }
        }

        private int listen(int port, Wire wire) {
            return add(
                    WireServer.listen(
                            settings.host(), port, wire, faults, limits, log, settings.wall()));
        }

        /// Nothing strikes the control port, and its calls are not logged among the others.
        private int listenControl(Wire wire) {
            return add(
                    WireServer.listen(
                            settings.host(),
                            settings.ports().control(),
                            wire,
                            new Faults(),
                            new Limits(),
                            new RequestLog(),
                            settings.wall()));
        }

        private int add(WireServer server) {
            servers.add(server);
            return server.port();
        }
    }
}
