package gridfare.load.engine;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import gridfare.pricing.admission.Batch;
import gridfare.pricing.admission.ChainedBatch;
import gridfare.pricing.admission.WorkId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/// P8: what a contended batch costs by chains, against CP-SAT of OR-tools given 20 s for the same
/// objective, and the time both take.
///
/// The batches are made up with a fixed seed: six chips, pools of 1, 2, 4 or 8 GPUs an instance
/// whose prices spread by a factor of 2.3, requests of 1 to 32 GPUs for 1 to 72 h that accept one
/// to three chips and three quarters of the pools of each. "room" is what all pools hold against
/// what is asked.
public final class BatchRace {

    private static final double SECONDS = 20;

    /// Looks at choices a request: what the chains are given.
    private static final long STEPS_A_REQUEST = 40_000;

    private record Case(int requests, int pools, double room, long seed) {}

    private static final List<Case> CASES =
            List.of(
                    new Case(200, 1_000, 1.3, 1),
                    new Case(200, 1_000, 1.3, 2),
                    new Case(200, 1_000, 3, 3),
                    new Case(200, 1_000, 3, 4),
                    new Case(500, 2_000, 1.3, 5),
                    new Case(500, 2_000, 3, 6),
                    new Case(1_000, 5_000, 1.3, 7));

    private BatchRace() {}

    /// @param args numbers of cases, from 1; all where none is named
    public static void main(String[] args) {
        System.out.print(
                args.length == 0 ? run() : run(Arrays.stream(args).map(Integer::valueOf).toList()));
    }

    static String run() {
        List<Integer> all = new ArrayList<>();
        for (int i = 1; i <= CASES.size(); i++) all.add(i);
        return run(all);
    }

    private static String run(List<Integer> numbers) {
        Loader.loadNativeLibraries();
        for (long seed = 91; seed < 94; seed++) { // so that both are compiled
            Batch warm = batch(new Case(200, 1_000, 1.3, seed));
            ChainedBatch.assign(warm, 200 * STEPS_A_REQUEST);
        }
        solve(batch(new Case(20, 50, 1.3, 90)), 1);
        StringBuilder table = new StringBuilder();
        for (int number : numbers) table.append(race(number, CASES.get(number - 1)));
        return table.toString();
    }

    private static String race(int number, Case of) {
        Batch batch = batch(of);
        long began = System.nanoTime();
        Batch.Assignment ours = ChainedBatch.assign(batch, of.requests() * STEPS_A_REQUEST);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (batch.cost(ours.pools()) != ours.micros()) throw new IllegalStateException("Costs.");
        Solved solved = solve(batch, SECONDS);
        String found =
                Double.isFinite(solved.cost())
                        ? String.format(
                                Locale.ROOT,
                                "cost %.5f of CP-SAT's (%s); in order of arrival %.3f",
                                ours.micros() / solved.cost(),
                                solved.status().name().toLowerCase(Locale.ROOT),
                                inOrderOfArrival(batch) / solved.cost())
                        : "CP-SAT found no assignment; in order of arrival %.3f of ours"
                                .formatted(inOrderOfArrival(batch) / ours.micros());
        return String.format(
                Locale.ROOT,
                "P8   %d: %4d requests, %4d pools, room %.1f: %s; %.2f s / %.2f s used = 1/%.0f, of"
                        + " %.0f s given 1/%.0f%n",
                number,
                of.requests(),
                of.pools(),
                of.room(),
                found,
                seconds,
                solved.seconds(),
                solved.seconds() / seconds,
                SECONDS,
                SECONDS / seconds);
    }

    /// @param cost infinite where nothing was found
    private record Solved(double cost, double seconds, CpSolverStatus status) {}

    /// One choice or waiting for each request, no pool over what it has, the cheapest sum.
    private static Solved solve(Batch batch, double seconds) {
        CpModel model = new CpModel();
        List<LinearArgument> chosen = new ArrayList<>();
        List<Long> costs = new ArrayList<>();
        Map<Integer, LinearExprBuilder> use = new HashMap<>();
        for (Batch.Request request : batch.requests()) {
            List<Literal> ways = new ArrayList<>();
            for (Batch.Choice choice : request.choices()) {
                BoolVar way = model.newBoolVar("");
                ways.add(way);
                chosen.add(way);
                costs.add(choice.micros());
                use.computeIfAbsent(choice.pool(), pool -> LinearExpr.newBuilder())
                        .addTerm(way, choice.instances());
            }
            BoolVar waits = model.newBoolVar("");
            ways.add(waits);
            chosen.add(waits);
            costs.add(request.waitingMicros());
            model.addExactlyOne(ways);
        }
        use.forEach((pool, sum) -> model.addLessOrEqual(sum, batch.free().get(pool)));
        model.minimize(
                LinearExpr.weightedSum(
                        chosen.toArray(LinearArgument[]::new),
                        costs.stream().mapToLong(Long::longValue).toArray()));
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds);
        solver.getParameters().setNumWorkers(Runtime.getRuntime().availableProcessors());
        CpSolverStatus status = solver.solve(model);
        boolean found = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        return new Solved(
                found ? solver.objectiveValue() : Double.POSITIVE_INFINITY,
                solver.wallTime(),
                status);
    }

    private static double inOrderOfArrival(Batch batch) {
        int[] free = batch.free().stream().mapToInt(Integer::intValue).toArray();
        double sum = 0;
        for (Batch.Request request : batch.requests()) {
            long least = request.waitingMicros();
            Batch.Choice best = null;
            for (Batch.Choice choice : request.choices()) {
                if (choice.instances() <= free[choice.pool()] && choice.micros() < least) {
                    least = choice.micros();
                    best = choice;
                }
            }
            if (best != null) free[best.pool()] -= best.instances();
            sum += least;
        }
        return sum;
    }

    private static Batch batch(Case of) {
        SplittableRandom random = new SplittableRandom(of.seed());
        long[] base = {900_000, 1_100_000, 1_600_000, 2_100_000, 2_900_000, 3_800_000};
        int[] gpusAnInstance = new int[of.pools()];
        int[] chip = new int[of.pools()];
        long[] price = new long[of.pools()];
        int[] free = new int[of.pools()];
        for (int pool = 0; pool < of.pools(); pool++) {
            chip[pool] = random.nextInt(base.length);
            gpusAnInstance[pool] = 1 << random.nextInt(4);
            price[pool] = (long) (base[chip[pool]] * random.nextDouble(0.6, 1.4));
        }
        int[] gpus = new int[of.requests()];
        int[] hours = new int[of.requests()];
        int[] accepts = new int[of.requests()];
        long asked = 0;
        for (int i = 0; i < of.requests(); i++) {
            gpus[i] = 1 << random.nextInt(6);
            hours[i] = random.nextInt(1, 73);
            asked += gpus[i];
            int kinds = random.nextInt(1, 4);
            for (int j = 0; j < kinds; j++) accepts[i] |= 1 << random.nextInt(base.length);
        }
        for (long has = 0; has < asked * of.room(); ) {
            int pool = random.nextInt(of.pools());
            int more = random.nextInt(1, 5);
            free[pool] += more;
            has += (long) more * gpusAnInstance[pool];
        }
        List<Batch.Request> requests = new ArrayList<>();
        for (int i = 0; i < of.requests(); i++) {
            List<Batch.Choice> choices = new ArrayList<>();
            for (int pool = 0; pool < of.pools(); pool++) {
                if ((accepts[i] >> chip[pool] & 1) == 0 || random.nextInt(4) == 0) continue;
                int instances = Math.ceilDiv(gpus[i], gpusAnInstance[pool]);
                if (instances > free[pool]) continue;
                long micros = price[pool] * instances * gpusAnInstance[pool] * hours[i];
                choices.add(new Batch.Choice(pool, instances, micros));
            }
            requests.add(
                    new Batch.Request(
                            new WorkId(new UUID(0, i)), 40_000_000L * gpus[i] * hours[i], choices));
        }
        return new Batch(Arrays.stream(free).boxed().toList(), requests);
    }
}
