package gridfare.pricing.rating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Where the months of a subscription begin, in UTC: the same day and time each month, or the
/// month's last day where it has no such day. A month is counted from the anchor and not from the
/// one before, so an anchor on the 31st returns to it after February.
///
/// @param first the start of the first period, on a whole second
public record BillingAnchor(Instant first) {

    public BillingAnchor {
        if (!Period.isWholeSecond(first)) {
            throw new IllegalArgumentException(first + " is no whole second.");
        }
    }

    /// The start of period `number`, from 0.
    public Instant start(int number) {
        return utc(first).plusMonths(number).toInstant(ZoneOffset.UTC);
    }

    public Period period(int number) {
        return new Period(start(number), start(number + 1));
    }

    /// The period that `at` lies in.
    ///
    /// @throws IllegalArgumentException if that is before the first
    public Period around(Instant at) {
        if (at.isBefore(first)) {
            throw new IllegalArgumentException("%s is before %s.".formatted(at, first));
        }
        int number = Math.toIntExact(ChronoUnit.MONTHS.between(utc(first), utc(at)));
        // MONTHS.between counts a clamped month end as not reached: 31 Jan to 28 Feb is 0 months.
        while (!start(number + 1).isAfter(at)) number++;
        return period(number);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
