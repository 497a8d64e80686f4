package gridfare.pricing.rating;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Random;

/// A month of all subscriptions to one plan, simulated: what they pay in, what their hours cost.
///
/// **Assumptions** (all synthetic, none measured): a pool of 60 subscriptions; demand of each is
/// log-normal with a median of 80 % of the included hours and σ = 0.7, and ends where fair use
/// ends, at 150 %; each hour's provider price is log-normal with a median of 0.85 USD a unit-hour
/// and σ = 0.35, of which the plan pays up to the rate cap, the rest being the buyer's top-up; 1 %
/// of the hours are lost to failures and bought again at the broker's expense; a tenth of the hours
/// meet a price that rose by up to 3 % inside the guard band, on the broker's account; downtime a
/// month is exponential with a mean of 15 minutes, and every hundredth month has one of 12 hours
/// besides, which all subscriptions of the pool share; cards cost 2.9 % + 0.30 USD a subscription.
/// Rate cap, bands and the ladder of credits are the product's own.
final class PlanPool {

    static final int SUBSCRIPTIONS = 60;

    private static final Currency USD = Currency.getInstance("USD");
    private static final RateCap CAP = new RateCap(Money.of("1.05", "USD"));
    private static final Period MONTH =
            new Period(
                    Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));
    private static final int FACTOR = 1_000;

    /// What came of a month, in USD.
    record Month(LedgerAmount income, LedgerAmount cost) {

        boolean solvent() {
            return !cost.exceeds(income);
        }

        /// Of the income, 0.2 is a fifth.
        double margin() {
            return income.minus(cost).amount().doubleValue() / income.amount().doubleValue();
        }
    }

    private final LedgerAmount fee;
    private final int includedHours;

    PlanPool(String fee, int includedHours) {
        this.fee = LedgerAmount.of(fee, "USD");
        this.includedHours = includedHours;
    }

    Month month(long seed) {
        Random random = new Random(seed);
        long downSeconds = Math.round(-Math.log(1 - random.nextDouble()) * 15 * 60);
        if (random.nextInt(100) == 0) downSeconds += 12 * 3_600;
        LedgerAmount income = LedgerAmount.zero(USD);
        LedgerAmount cost = LedgerAmount.zero(USD);
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            income = income.plus(fee);
            cost = cost.plus(hours(random)).plus(card());
            cost = cost.plus(AvailabilityLadder.STARTING.creditFor(fee, MONTH, downSeconds));
        }
        return new Month(income, cost);
    }

    /// What the plan pays providers for the hours of one subscription.
    private LedgerAmount hours(Random random) {
        long included = includedHours * FairUse.UNIT_HOUR;
        double wanted = 0.8 * Math.exp(0.7 * random.nextGaussian()) * included;
        long used = Math.min(FairUse.STARTING.limit(included), Math.round(wanted));
        Money cost = Money.zero(USD);
        long left = used / FACTOR;
        while (left > 0) {
            // A run of up to 40 GPU-hours at one price.
            long run = Math.min(left, 3_600L * (1 + random.nextInt(40)));
            left -= run;
            HourlyRate quoted = price(0.85 * Math.exp(0.35 * random.nextGaussian()));
            HourlyRate topUp = CAP.topUp(quoted, FACTOR);
            Money paidByPlan = quoted.perHour().minus(topUp.perHour());
            if (random.nextInt(10) == 0) {
                // The price rose between the quote and the hold: the broker pays what it rose by.
                BasisPoints risen = new BasisPoints(random.nextInt(301));
                paidByPlan = paidByPlan.plus(risen.of(quoted.perHour()));
            }
            long boughtAgain = random.nextInt(100) == 0 ? run : 0;
            cost = cost.plus(new HourlyRate(paidByPlan).estimateFor(run + boughtAgain));
        }
        return cost.toLedger();
    }

    private LedgerAmount card() {
        return new BasisPoints(290).of(fee).plus(LedgerAmount.of("0.30", "USD"));
    }

    private static HourlyRate price(double usd) {
        return new HourlyRate(Money.nearest(BigDecimal.valueOf(usd), USD));
    }

    /// `PlanPool [MONTHS]`: the share of solvent months and the margin of each plan.
    public static void main(String... arguments) {
        int months = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        report("Bronze", new PlanPool("500.00", 240), months);
        report("Silver", new PlanPool("750.00", 400), months);
        report("Gold", new PlanPool("1000.00", 560), months);
    }

    private static void report(String name, PlanPool pool, int months) {
        int solvent = 0;
        double margin = 0;
        double worst = 1;
        for (long seed = 1; seed <= months; seed++) {
            Month month = pool.month(seed);
            if (month.solvent()) solvent++;
            margin += month.margin();
            worst = Math.min(worst, month.margin());
        }
        System.out.printf(
                "%-6s %d months of %d subscriptions: solvent %.2f %%, margin %.1f %%, worst %.1f %%%n",
                name,
                months,
                SUBSCRIPTIONS,
                100.0 * solvent / months,
                100 * margin / months,
                100 * worst);
    }
}
