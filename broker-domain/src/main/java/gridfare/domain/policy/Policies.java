package gridfare.domain.policy;

import gridfare.domain.party.Organisation;
import gridfare.domain.policy.PolicyDecision.Allowed;
import gridfare.domain.policy.PolicyDecision.Refused;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.Request;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.ChipCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Applies the dated rules of sanctions, market opening, export and residency, within the present
/// use case. A data class without a rule for the buyer's country may go anywhere.
@ApplicationScoped
public class Policies {

    private record Rule(
            String id,
            String name,
            @Nullable String dataClass,
            Set<String> buyerCountries,
            Set<String> allowedPlaces,
            LocalDate from) {

        boolean concerns(String country) {
            return buyerCountries.isEmpty() || buyerCountries.contains(country);
        }
    }

    @Inject StatelessSession session;
    @Inject ExportRules exports;

    /// What the rules of the UTC day of `at` leave of a request.
    ///
    /// @param chips all there are
    public PolicyDecision restrict(
            Organisation buyer, Request request, ChipCatalogue chips, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Optional<String> sanction = exports.sanction(buyer, day);
        if (sanction.isPresent()) {
            return new Refused(sanction.get(), "a sanctions list names this buyer");
        }
        List<Rule> opening = rules("MARKET_OPENING", buyer.country(), day);
        Optional<Rule> open =
                opening.stream().filter(rule -> !rule.from().isAfter(day)).findFirst();
        if (open.isEmpty()) return closed(opening);
        List<String> applied = new ArrayList<>(List.of(open.get().id()));
        ExportRules.Verdict export =
                exports.of(buyer, request.endUse(), request.chips(), chips, day);
        applied.addAll(export.applied());
        if (export.allowed().isEmpty() && !export.stopped().isEmpty()) {
            return refused(export.stopped().values().iterator().next());
        }
        return residency(
                buyer,
                export.stopped().isEmpty()
                        ? request
                        : request.with().chips(export.allowed()).build(),
                applied,
                day);
    }

    /// @param rule `id: name`
    private static Refused refused(String rule) {
        int colon = rule.indexOf(": ");
        return new Refused(rule.substring(0, colon), rule.substring(colon + 2));
    }

    private PolicyDecision residency(
            Organisation buyer, Request request, List<String> applied, LocalDate day) {
        Optional<Rule> residency =
                rules("RESIDENCY", buyer.country(), day).stream()
                        .filter(rule -> !rule.from().isAfter(day))
                        .filter(rule -> isOf(request.dataClass(), rule))
                        .max(Comparator.comparing(Rule::from));
        if (residency.isEmpty()) return new Allowed(request, applied);
        applied.add(residency.get().id());
        Set<String> places = residency.get().allowedPlaces();
        if (places.isEmpty()) return new Allowed(request, applied);
        Set<Jurisdiction> left = common(request.jurisdictions(), places);
        if (left.isEmpty()) {
            return new Refused(residency.get().id(), residency.get().name());
        }
        return new Allowed(request.with().jurisdictions(left).build(), applied);
    }

    private static PolicyDecision closed(List<Rule> opening) {
        return opening.stream()
                .min(Comparator.comparing(Rule::from))
                .map(rule -> new Refused(rule.id(), rule.name() + ", from " + rule.from()))
                .orElseGet(() -> new Refused("mar-005", "the market is not open to this country"));
    }

    private static boolean isOf(DataClass dataClass, Rule rule) {
        return dataClass.name().equals(rule.dataClass());
    }

    /// Where both the buyer and the rule let data go; a country holds its subdivisions.
    private static Set<Jurisdiction> common(Set<Jurisdiction> wanted, Set<String> places) {
        Set<Jurisdiction> left = new HashSet<>();
        for (String place : places) {
            if (wanted.isEmpty()) left.add(new Jurisdiction(place));
            for (Jurisdiction one : wanted) {
                if (one.code().equals(place) || place.startsWith(one.code() + "-")) {
                    left.add(new Jurisdiction(place));
                } else if (one.code().startsWith(place + "-")) {
                    left.add(one);
                }
            }
        }
        return left;
    }

    /// Rules of a kind that concern buyers of a country and have not ended, future ones included.
    private List<Rule> rules(String kind, String country, LocalDate day) {
        return session
                .createNativeQuery(
                        """
                        select id, name, data_class, array_to_string(buyer_countries, ' ') as countries,
                               array_to_string(allowed_places, ' ') as places, valid_from
                        from policy_rule
                        where kind = :kind and (valid_to is null or valid_to > :day)
                        order by valid_from, id\
                        """,
                        Object[].class)
                .addScalar("id", String.class)
                .addScalar("name", String.class)
                .addScalar("data_class", String.class)
                .addScalar("countries", String.class)
                .addScalar("places", String.class)
                .addScalar("valid_from", LocalDate.class)
                .setParameter("kind", kind)
                .setParameter("day", day)
                .setTupleTransformer((row, names) ->
                        new Rule(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                words((String) row[3]),
                                words((String) row[4]),
                                (LocalDate) row[5]))
                .getResultList()
                .stream()
                .filter(rule -> rule.concerns(country))
                .toList();
    }

    private static Set<String> words(@Nullable String text) {
        return text == null ? Set.of() : Set.of(text.split(" "));
    }
}
