package gridfare.domain.quote;

import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.InstantSource;

/// Marks quotes past their time. Nothing depends on it: an open quote past its time is refused
/// anyway.
@UseCase
public class ExpireQuotes {

    @Inject Quotes quotes;
    @Inject InstantSource clock;

    /// @return how many were marked
    public int run() {
        return quotes.expire(clock.instant());
    }
}
