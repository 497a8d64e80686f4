package gridfare.domain.policy;

import gridfare.domain.party.Organisation;
import gridfare.pricing.match.EndUse;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Applies the dated export rules and sanctions, within the present use case: chip class × buyer's
/// country × end use is allowed, refused or wants a review. What wants one is refused until the
/// operator has cleared it.
@ApplicationScoped
class ExportRules {

    /// In the order in which they win: a denial over an open door, that over a review.
    private enum Effect {
        DENY,
        ALLOW,
        REVIEW
    }

    /// From so much on, and below so much; null is no bound. A figure that is not known is within
    /// no bounds.
    private record Bounds(@Nullable Double from, @Nullable Double below) {

        boolean hold(@Nullable Double figure) {
            if (from == null && below == null) return true;
            return figure != null
                    && (from == null || figure >= from)
                    && (below == null || figure < below);
        }
    }

    private record Rule(
            String id,
            String name,
            Effect effect,
            Set<String> vendors,
            Set<String> chips,
            Bounds tpp,
            Bounds density,
            Bounds bandwidth,
            Set<String> buyerCountries,
            Set<String> endUses) {

        boolean concerns(Chip chip) {
            return isOneOf(chip.vendor(), vendors)
                    && isOneOf(chip.id().value(), chips)
                    && tpp.hold(chip.tppMax())
                    && density.hold(chip.performanceDensity())
                    && bandwidth.hold(chip.memoryBandwidthGbPerSecond());
        }

        private static boolean isOneOf(String word, Set<String> words) {
            return words.isEmpty() || words.contains(word);
        }
    }

    /// What the rules say of the chips a buyer may be sold.
    ///
    /// @param allowed all chips that no rule stops
    /// @param applied the rules that decided anything, by id
    /// @param stopped by chip, the rule that stops it
    record Verdict(Set<ChipId> allowed, List<String> applied, Map<ChipId, String> stopped) {}

    @Inject StatelessSession session;

    /// The sanction that stops the buyer altogether.
    Optional<String> sanction(Organisation buyer, LocalDate day) {
        return session
                .createNativeQuery(
                        """
                        select id from sanction
                        where (lower(organisation_name) = lower(:name) or country = :country)
                            and valid_from <= :day and (valid_to is null or valid_to > :day)
                        order by id limit 1\
                        """,
                        String.class)
                .setParameter("name", buyer.name())
                .setParameter("country", buyer.country())
                .setParameter("day", day)
                .getResultList()
                .stream()
                .findFirst();
    }

    Verdict of(
            Organisation buyer,
            EndUse endUse,
            Set<ChipId> wanted,
            ChipCatalogue catalogue,
            LocalDate day) {
        List<Rule> rules =
                inForce(day).stream()
                        .filter(rule -> Rule.isOneOf(buyer.country(), rule.buyerCountries()))
                        .filter(rule -> Rule.isOneOf(endUse.name(), rule.endUses()))
                        .sorted(Comparator.comparing(Rule::effect).thenComparing(Rule::id))
                        .toList();
        Set<String> cleared = cleared(day);
        Set<ChipId> allowed = new HashSet<>();
        Set<String> applied = new TreeSet<>();
        Map<ChipId, String> stopped = new LinkedHashMap<>();
        for (Chip chip : catalogue.chips()) {
            if (!wanted.isEmpty() && !wanted.contains(chip.id())) continue;
            Optional<Rule> stop = stop(chip, rules, cleared, applied);
            if (stop.isEmpty()) {
                allowed.add(chip.id());
            } else {
                stopped.put(chip.id(), stop.get().id() + ": " + stop.get().name());
            }
        }
        return new Verdict(allowed, new ArrayList<>(applied), stopped);
    }

    private static Optional<Rule> stop(
            Chip chip, List<Rule> rules, Set<String> cleared, Set<String> applied) {
        for (Rule rule : rules) {
            if (!rule.concerns(chip)) continue;
            applied.add(rule.id());
            switch (rule.effect()) {
                case DENY -> {
                    return Optional.of(rule);
                }
                case ALLOW -> {
                    return Optional.empty();
                }
                case REVIEW -> {
                    if (!cleared.contains(rule.id())) return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    private Set<String> cleared(LocalDate day) {
        return Set.copyOf(
                session.createNativeQuery(
                                """
                                select distinct rule from export_clearance
                                where valid_from <= :day and (valid_to is null or valid_to > :day)\
                                """,
                                String.class)
                        .setParameter("day", day)
                        .getResultList());
    }

    private List<Rule> inForce(LocalDate day) {
        return session.createNativeQuery(
                        """
                        select id, name, effect, array_to_string(vendors, '|') as vendors,
                               array_to_string(chips, '|') as chips, tpp_from, tpp_below, density_from,
                               density_below, bandwidth_from, bandwidth_below,
                               array_to_string(buyer_countries, '|') as countries,
                               array_to_string(end_uses, '|') as end_uses
                        from export_rule
                        where valid_from <= :day and (valid_to is null or valid_to > :day)
                        order by id, part\
                        """,
                        Object[].class)
                .addScalar("id", String.class)
                .addScalar("name", String.class)
                .addScalar("effect", String.class)
                .addScalar("vendors", String.class)
                .addScalar("chips", String.class)
                .addScalar("tpp_from", Double.class)
                .addScalar("tpp_below", Double.class)
                .addScalar("density_from", Double.class)
                .addScalar("density_below", Double.class)
                .addScalar("bandwidth_from", Double.class)
                .addScalar("bandwidth_below", Double.class)
                .addScalar("countries", String.class)
                .addScalar("end_uses", String.class)
                .setParameter("day", day)
                .setTupleTransformer((row, names) ->
                        new Rule(
                                (String) row[0],
                                (String) row[1],
                                Effect.valueOf((String) row[2]),
                                words((String) row[3]),
                                words((String) row[4]),
                                new Bounds((Double) row[5], (Double) row[6]),
                                new Bounds((Double) row[7], (Double) row[8]),
                                new Bounds((Double) row[9], (Double) row[10]),
                                words((String) row[11]),
                                words((String) row[12])))
                .getResultList();
    }

    private static Set<String> words(@Nullable String text) {
        return text == null ? Set.of() : Set.of(text.split("\\|", -1));
    }
}
