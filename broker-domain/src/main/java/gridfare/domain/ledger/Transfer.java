package gridfare.domain.ledger;

import static java.util.stream.Collectors.toMap;

import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One event in the books. Its entries sum to zero in each currency, so money moves but is never
/// made or lost. Entries of zero are left out.
///
/// Transfers are added and never changed: a mistake is corrected by its [#reversal].
///
/// @param businessKey names the event for ever, e.g. `invoice/inv_…`: posting it again books
///   nothing
/// @param bookedAt business time, whole seconds
public record Transfer(String businessKey, String reason, Instant bookedAt, List<Entry> entries) {

    private static final String REVERSAL = "reversal/";

    public Transfer {
        entries = entries.stream().filter(entry -> !entry.amount().isZero()).toList();
        Map<Currency, Long> sums =
                entries.stream()
                        .map(Entry::amount)
                        .collect(
                                toMap(
                                        LedgerAmount::currency,
                                        LedgerAmount::minorUnits,
                                        Math::addExact));
        if (sums.isEmpty() || sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("%s sums to %s, not 0.".formatted(entries, sums));
        }
    }

    /// The event that this one undoes.
    public Optional<String> reversedKey() {
        return businessKey.startsWith(REVERSAL)
                ? Optional.of(businessKey.substring(REVERSAL.length()))
                : Optional.empty();
    }

    /// The same event undone: a transfer of its own, booked when we noticed.
    public Transfer reversal(Instant noticedAt) {
        if (reversedKey().isPresent()) {
            throw new IllegalArgumentException(businessKey + ": book the event again instead.");
        }
        List<Entry> undone = entries.stream().map(Entry::negated).toList();
        return new Transfer(REVERSAL + businessKey, "Reversal of: " + reason, noticedAt, undone);
    }
}
