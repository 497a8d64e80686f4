package gridfare.load.engine;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiNop;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The rival of the updates (P5): exchange-core moves the prices of resting orders, 100 000 of them
/// in one book, in its configuration for throughput.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
@State(Scope.Benchmark)
public class ExchangeCoreBenchmark {

    private static final int ORDERS = 100_000;
    private static final int MOVES = 10_000;
    private static final int SYMBOL = 7;
    private static final int BASE = 11;
    private static final int QUOTE = 15;
    private static final long SELLER = 301;

    @SuppressWarnings("NullAway.Init") // set up by JMH
    private ExchangeCore core;

    @SuppressWarnings("NullAway.Init") // set up by JMH
    private ExchangeApi api;

    private final ApiMoveOrder[] moves = new ApiMoveOrder[1 << 16];
    private int next;

    @Setup(Level.Trial)
    public void open() throws ExecutionException, InterruptedException {
        core =
                ExchangeCore.builder()
                        .resultsConsumer((command, number) -> {})
                        .exchangeConfiguration(
                                ExchangeConfiguration.defaultBuilder()
                                        .performanceCfg(
                                                PerformanceConfiguration
                                                        .throughputPerformanceBuilder()
                                                        .matchingEnginesNum(1)
                                                        .riskEnginesNum(1)
                                                        .build())
                                        .build())
                        .build();
        core.startup();
        api = core.getApi();
        api.submitBinaryDataAsync(
                        new BatchAddSymbolsCommand(
                                CoreSymbolSpecification.builder()
                                        .symbolId(SYMBOL)
                                        .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                                        .baseCurrency(BASE)
                                        .quoteCurrency(QUOTE)
                                        .baseScaleK(1)
                                        .quoteScaleK(1)
                                        .takerFee(0)
                                        .makerFee(0)
                                        .build()))
                .get();
        require(api.submitCommandAsync(ApiAddUser.builder().uid(SELLER).build()).get());
        require(
                api.submitCommandAsync(
                                ApiAdjustUserBalance.builder()
                                        .uid(SELLER)
                                        .currency(BASE)
                                        .amount(1L << 50)
                                        .transactionId(1)
                                        .build())
                        .get());
        var random = new SplittableRandom(7);
        for (int order = 1; order <= ORDERS; order++) {
            ApiPlaceOrder place =
                    ApiPlaceOrder.builder()
                            .uid(SELLER)
                            .orderId(order)
                            .price(price(random))
                            .size(1)
                            .action(OrderAction.ASK)
                            .orderType(OrderType.GTC)
                            .symbol(SYMBOL)
                            .build();
            if (order == ORDERS) require(api.submitCommandAsync(place).get());
            else api.submitCommand(place);
        }
        for (int i = 0; i < moves.length; i++) {
            moves[i] =
                    ApiMoveOrder.builder()
                            .uid(SELLER)
                            .orderId(random.nextInt(1, ORDERS + 1))
                            .newPrice(price(random))
                            .symbol(SYMBOL)
                            .build();
        }
        require(api.submitCommandAsync(moves[0]).get());
    }

    private static long price(SplittableRandom random) {
        return random.nextLong(200_000, 12_000_000);
    }

    private static void require(CommandResultCode code) {
        if (code != CommandResultCode.SUCCESS) throw new IllegalStateException(code.name());
    }

    @TearDown(Level.Trial)
    public void close() {
        core.shutdown();
    }

    /// From the first command handed over to the last one done.
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public CommandResultCode move() throws ExecutionException, InterruptedException {
        for (int i = 0; i < MOVES; i++) {
            next = (next + 1) & (moves.length - 1);
            api.submitCommand(moves[next]);
        }
        return api.submitCommandAsync(ApiNop.builder().build()).get();
    }
}
