package gridfare.web.quote;

import com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import gridfare.pricing.market.Site;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.place.Place;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.WorkloadKind;
import gridfare.web.market.Market;
import gridfare.web.part.Card;
import gridfare.web.text.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a request. Each fault is said beside its field; nothing is lost by it.
final class RequestForm extends Div {

    private static final long serialVersionUID = 1L;

    private static final int MOST_GPUS = 100_000;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal LONGEST_HOURS = BigDecimal.valueOf(3 * 366 * 24);

    /// Capacity for a time, or work before a deadline.
    private enum NeedKind {
        CAPACITY,
        WORK
    }

    private static final List<Spread> SPREADS =
            List.of(
                    Spread.NODE,
                    Spread.SITE,
                    Spread.upToSites(2),
                    Spread.upToSites(3),
                    Spread.upToSites(4));

    private final transient Texts t;
    private final Currency currency;
    private final transient List<Chip> catalogue;
    private final transient Map<String, Place> places;

    private final RadioButtonGroup<NeedKind> kind = new RadioButtonGroup<>();
    private final MultiSelectComboBox<Chip> chips = new MultiSelectComboBox<>();
    private final IntegerField gpus = new IntegerField();
    private final BigDecimalField hours = new BigDecimalField();
    private final BigDecimalField work = new BigDecimalField();
    private final DateTimePicker deadline = new DateTimePicker();
    private final Select<WorkloadKind> workload = new Select<>();
    private final Select<QosTier> tier = new Select<>();
    private final IntegerField memory = new IntegerField();
    private final Select<Spread> spread = new Select<>();
    private final ComboBox<String> place = new ComboBox<>();
    private final IntegerField roundTrip = new IntegerField();
    private final MultiSelectComboBox<String> jurisdictions = new MultiSelectComboBox<>();
    private final Select<DataClass> dataClass = new Select<>();
    private final DateTimePicker earliest = new DateTimePicker();
    private final DateTimePicker latest = new DateTimePicker();
    private final BigDecimalField budget = new BigDecimalField();
    private final IntegerField renewable = new IntegerField();
    private final Select<RankBy> rankBy = new Select<>();

    RequestForm(Texts t, Currency currency, ChipCatalogue catalogue, Market market) {
        this.t = t;
        this.currency = currency;
        this.catalogue = sellable(catalogue, market);
        this.places = places(market);
        addClassName("gf-request");
        label();
        start();
        add(
                card(
                        "request.need",
                        kind,
                        chips,
                        gpus,
                        hours,
                        work,
                        deadline,
                        workload,
                        memory,
                        spread),
                card("request.service", tier, earliest, latest, rankBy, budget),
                card("request.where", place, roundTrip, jurisdictions, dataClass, renewable));
    }

    private Card card(String title, Component... fields) {
        Div grid = new Div(fields);
        grid.addClassName("gf-request-fields");
        return new Card(t.get(title)).inside(grid);
    }

    private void label() {
        kind.setLabel(t.get("request.kind"));
        kind.setItems(NeedKind.values());
        kind.setItemLabelGenerator(t::word);
        kind.addValueChangeListener(this::showNeed);
        kind.addClassName("gf-wide");
        chips.setLabel(t.get("request.chips"));
        chips.setPlaceholder(t.get("request.chips-any"));
        chips.setItems(catalogue);
        chips.setItemLabelGenerator(RequestForm::name);
        chips.addClassName("gf-wide");
        gpus.setLabel(t.get("request.gpus"));
        gpus.setStepButtonsVisible(true);
        gpus.setMin(1);
        gpus.setMax(MOST_GPUS);
        hours.setLabel(t.get("request.hours"));
        work.setLabel(t.get("request.work"));
        work.setHelperText(t.get("request.work-help"));
        deadline.setLabel(t.get("request.deadline"));
        workload.setLabel(t.get("request.workload"));
        workload.setItems(WorkloadKind.values());
        workload.setItemLabelGenerator(t::word);
        memory.setLabel(t.get("request.memory"));
        memory.setPlaceholder(t.get("request.any"));
        memory.setMin(1);
        spread.setLabel(t.get("request.spread"));
        spread.setItems(SPREADS);
        spread.setItemLabelGenerator(value -> Wording.spread(value, t));
        tier.setLabel(t.get("request.tier"));
        tier.setItems(QosTier.values());
        tier.setItemLabelGenerator(t::word);
        earliest.setLabel(t.get("request.earliest"));
        latest.setLabel(t.get("request.latest"));
        rankBy.setLabel(t.get("request.rank-by"));
        rankBy.setItems(RankBy.values());
        rankBy.setItemLabelGenerator(t::word);
        budget.setLabel(t.get("request.budget", currency.getCurrencyCode()));
        budget.setPlaceholder(t.get("request.any"));
        place.setLabel(t.get("request.place"));
        place.setItems(places.keySet());
        place.setItemLabelGenerator(key -> {
            Place known = places.get(key);
            return known == null ? key : t.place(known.name(), known.subdivision());
        });
        place.setClearButtonVisible(true);
        place.setPlaceholder(t.get("request.nowhere"));
        roundTrip.setLabel(t.get("request.round-trip"));
        roundTrip.setMin(1);
        roundTrip.setPlaceholder(t.get("request.any"));
        jurisdictions.setLabel(t.get("request.jurisdictions"));
        jurisdictions.setPlaceholder(t.get("request.anywhere"));
        jurisdictions.setItems(codes());
        dataClass.setLabel(t.get("request.data-class"));
        dataClass.setItems(DataClass.values());
        dataClass.setItemLabelGenerator(t::word);
        renewable.setLabel(t.get("request.renewable"));
        renewable.setMin(0);
        renewable.setMax(100);
        renewable.setPlaceholder(t.get("request.any"));
    }

    private void start() {
        kind.setValue(NeedKind.CAPACITY);
        gpus.setValue(1);
        hours.setValue(BigDecimal.valueOf(2));
        workload.setValue(WorkloadKind.TRAINING);
        tier.setValue(QosTier.STANDARD);
        spread.setValue(Spread.SITE);
        rankBy.setValue(RankBy.PRICE);
        dataClass.setValue(DataClass.PUBLIC);
        showNeed(null);
    }

    private void showNeed(
            @Nullable ComponentValueChangeEvent<RadioButtonGroup<NeedKind>, NeedKind> event) {
        boolean byWork = kind.getValue() == NeedKind.WORK;
        hours.setVisible(!byWork);
        work.setVisible(byWork);
        deadline.setVisible(byWork);
    }

    /// Tells of each change that a person makes.
    void onChange(Runnable changed) {
        for (HasValue<?, ?> field : fields()) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    changed.run();
                }
            });
        }
    }

    private List<HasValue<?, ?>> fields() {
        return List.of(
                kind,
                chips,
                gpus,
                hours,
                work,
                deadline,
                workload,
                tier,
                memory,
                spread,
                place,
                roundTrip,
                jurisdictions,
                dataClass,
                earliest,
                latest,
                budget,
                renewable,
                rankBy);
    }

    /// What was filled in so far, at fault or not.
    Draft draft() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "kind", kind.getValue().name());
        put(
                texts,
                "chips",
                Draft.several(chips.getValue().stream().map(chip -> chip.id().value()).toList()));
        put(texts, "gpus", gpus.getValue());
        put(texts, "hours", hours.getValue());
        put(texts, "work", work.getValue());
        put(texts, "deadline", deadline.getValue());
        put(texts, "workload", workload.getValue().name());
        put(texts, "tier", tier.getValue().name());
        put(texts, "memory", memory.getValue());
        put(texts, "spread", SPREADS.indexOf(spread.getValue()));
        put(texts, "place", place.getValue());
        put(texts, "round-trip", roundTrip.getValue());
        put(texts, "jurisdictions", Draft.several(List.copyOf(jurisdictions.getValue())));
        put(texts, "data-class", dataClass.getValue().name());
        put(texts, "earliest", earliest.getValue());
        put(texts, "latest", latest.getValue());
        put(texts, "budget", budget.getValue());
        put(texts, "renewable", renewable.getValue());
        put(texts, "rank-by", rankBy.getValue().name());
        return new Draft(texts);
    }

    private static void put(Map<String, String> texts, String field, @Nullable Object value) {
        if (value != null) {
            texts.put(
                    field,
                    value instanceof BigDecimal big ? big.toPlainString() : value.toString());
        }
    }

    /// Shows what was filled in before the page was opened anew.
    void resume(Draft draft) {
        kind.setValue(draft.constant("kind", NeedKind.class, NeedKind.CAPACITY));
        List<String> wanted = draft.several("chips");
        chips.setValue(
                catalogue.stream()
                        .filter(chip -> wanted.contains(chip.id().value()))
                        .collect(Collectors.toSet()));
        gpus.setValue(draft.whole("gpus"));
        hours.setValue(draft.decimal("hours"));
        work.setValue(draft.decimal("work"));
        deadline.setValue(draft.time("deadline"));
        workload.setValue(draft.constant("workload", WorkloadKind.class, WorkloadKind.TRAINING));
        tier.setValue(draft.constant("tier", QosTier.class, QosTier.STANDARD));
        memory.setValue(draft.whole("memory"));
        Integer chosen = draft.whole("spread");
        spread.setValue(
                chosen != null && chosen >= 0 && chosen < SPREADS.size()
                        ? SPREADS.get(chosen)
                        : Spread.SITE);
        String from = draft.text("place");
        place.setValue(from != null && places.containsKey(from) ? from : null);
        roundTrip.setValue(draft.whole("round-trip"));
        jurisdictions.setValue(
                draft.several("jurisdictions").stream()
                        .filter(codes()::contains)
                        .collect(Collectors.toSet()));
        dataClass.setValue(draft.constant("data-class", DataClass.class, DataClass.PUBLIC));
        earliest.setValue(draft.time("earliest"));
        latest.setValue(draft.time("latest"));
        budget.setValue(draft.decimal("budget"));
        renewable.setValue(draft.whole("renewable"));
        rankBy.setValue(draft.constant("rank-by", RankBy.class, RankBy.PRICE));
        showNeed(null);
    }

    /// Shows an earlier request, to be changed and asked again.
    void fill(Request request) {
        switch (request.need()) {
            case Need.Capacity(int count, Duration duration) -> {
                kind.setValue(NeedKind.CAPACITY);
                gpus.setValue(count);
                hours.setValue(
                        BigDecimal.valueOf(duration.toSeconds())
                                .divide(SECONDS_PER_HOUR, 4, java.math.RoundingMode.HALF_UP)
                                .stripTrailingZeros());
            }
            case Need.Work(BigDecimal amount, int count, Instant by) -> {
                kind.setValue(NeedKind.WORK);
                gpus.setValue(count);
                work.setValue(amount);
                deadline.setValue(local(by));
            }
        }
        chips.setValue(
                catalogue.stream()
                        .filter(chip -> request.chips().contains(chip.id()))
                        .collect(Collectors.toSet()));
        workload.setValue(request.workloadKind());
        tier.setValue(request.tier());
        if (request.memoryGibPerGpu() > 0) memory.setValue(request.memoryGibPerGpu());
        spread.setValue(request.spread());
        rankBy.setValue(request.rankBy());
        dataClass.setValue(request.dataClass());
        jurisdictions.setValue(
                request.jurisdictions().stream()
                        .map(Jurisdiction::code)
                        .filter(codes()::contains)
                        .collect(Collectors.toSet()));
        if (request.near() != null) {
            places.entrySet().stream()
                    .filter(entry -> entry.getValue().coordinates().equals(request.near()))
                    .findFirst()
                    .ifPresent(entry -> place.setValue(entry.getKey()));
        }
        if (request.maxRoundTripMs() != null) {
            roundTrip.setValue((int) Math.round(request.maxRoundTripMs()));
        }
        if (request.budget() != null)
            budget.setValue(request.budget().amount().stripTrailingZeros());
        if (request.minRenewableShare() != null) {
            renewable.setValue((int) Math.round(request.minRenewableShare() * 100));
        }
        if (request.earliestStart() != null) earliest.setValue(local(request.earliestStart()));
        if (request.latestStart() != null) latest.setValue(local(request.latestStart()));
        showNeed(null);
    }

    /// The request as it stands, unless a field is at fault; then that is said beside it.
    ///
    /// @param now business time
    Optional<Request> read(Instant now) {
        List<HasValidation> faulty = new ArrayList<>();
        Need need = need(now, faulty);
        Request.Builder request =
                Request.builder(need == null ? new Need.Capacity(1, Duration.ofHours(1)) : need)
                        .chips(chipIds())
                        .workloadKind(workload.getValue())
                        .tier(tier.getValue())
                        .spread(spread.getValue())
                        .dataClass(dataClass.getValue())
                        .rankBy(rankBy.getValue())
                        .jurisdictions(
                                jurisdictions.getValue().stream()
                                        .map(Jurisdiction::new)
                                        .collect(Collectors.toSet()));
        if (check(memory, memory.getValue() == null || memory.getValue() > 0, faulty)) {
            request.memoryGibPerGpu(memory.getValue() == null ? 0 : memory.getValue());
        }
        near(request, faulty);
        window(request, now, faulty);
        BigDecimal most = budget.getValue();
        if (check(budget, most == null || (most.signum() > 0 && most.scale() <= 6), faulty)) {
            request.budget(most == null ? null : Money.of(most, currency));
        }
        Integer share = renewable.getValue();
        if (check(renewable, share == null || (share >= 0 && share <= 100), faulty)) {
            request.minRenewableShare(share == null ? null : share / 100.0);
        }
        if (need == null || !faulty.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(request.build());
    }

    private @Nullable Need need(Instant now, List<HasValidation> faulty) {
        Integer count = gpus.getValue();
        check(gpus, count != null && count >= 1 && count <= MOST_GPUS, faulty);
        if (kind.getValue() == NeedKind.WORK) {
            BigDecimal amount = work.getValue();
            LocalDateTime by = deadline.getValue();
            check(work, amount != null && amount.signum() > 0, faulty);
            check(deadline, by != null && instant(by).isAfter(now), faulty);
            return !faulty.isEmpty() || count == null || amount == null || by == null
                    ? null
                    : new Need.Work(amount, count, instant(by));
        }
        BigDecimal time = hours.getValue();
        boolean fits =
                time != null
                        && time.multiply(SECONDS_PER_HOUR).compareTo(BigDecimal.ONE) >= 0
                        && time.compareTo(LONGEST_HOURS) <= 0;
        check(hours, fits, faulty);
        return !faulty.isEmpty() || count == null || time == null
                ? null
                : new Need.Capacity(
                        count, Duration.ofSeconds(time.multiply(SECONDS_PER_HOUR).longValue()));
    }

    private void near(Request.Builder request, List<HasValidation> faulty) {
        Place from = place.getValue() == null ? null : places.get(place.getValue());
        Integer bound = roundTrip.getValue();
        check(place, bound == null || from != null, faulty);
        check(roundTrip, bound == null || bound > 0, faulty);
        if (from != null) {
            request.near(from.coordinates());
            request.maxRoundTripMs(bound == null || bound <= 0 ? null : bound.doubleValue());
        }
    }

    private void window(Request.Builder request, Instant now, List<HasValidation> faulty) {
        Instant from = earliest.getValue() == null ? null : instant(earliest.getValue());
        Instant to = latest.getValue() == null ? null : instant(latest.getValue());
        boolean open = to == null || (!to.isBefore(now) && (from == null || !to.isBefore(from)));
        if (check(latest, open, faulty)) {
            request.earliestStart(from).latestStart(to);
        }
    }

    private boolean check(HasValidation field, boolean holds, List<HasValidation> faulty) {
        field.setInvalid(!holds);
        field.setErrorMessage(holds ? "" : t.get("request.fault." + nameOf(field)));
        if (!holds) faulty.add(field);
        return holds;
    }

    private String nameOf(HasValidation field) {
        Map<HasValidation, String> names =
                Map.of(
                        gpus, "gpus",
                        hours, "hours",
                        work, "work",
                        deadline, "deadline",
                        memory, "memory",
                        place, "place",
                        roundTrip, "round-trip",
                        latest, "latest",
                        budget, "budget",
                        renewable, "renewable");
        return names.getOrDefault(field, "other");
    }

    private Set<ChipId> chipIds() {
        return chips.getValue().stream().map(Chip::id).collect(Collectors.toSet());
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(t.zone()).toInstant();
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, t.zone());
    }

    private List<String> codes() {
        return places.values().stream()
                .flatMap(known -> List.of(known.country(), known.subdivision()).stream())
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(code -> code))
                .toList();
    }

    private static String name(Chip chip) {
        return chip.model() + ", " + chip.memoryGib() + " GB";
    }

    /// Chips that are on sale somewhere now.
    private static List<Chip> sellable(ChipCatalogue catalogue, Market market) {
        Set<ChipId> sold =
                market.book().offers().stream()
                        .map(offer -> offer.chip())
                        .collect(Collectors.toSet());
        return catalogue.chips().stream()
                .filter(chip -> sold.contains(chip.id()))
                .sorted(Comparator.comparing(Chip::model))
                .toList();
    }

    /// Cities with a site, by a name that tells them apart.
    private static Map<String, Place> places(Market market) {
        Map<String, Place> places = new LinkedHashMap<>();
        market.book().sites().stream()
                .map(Site::place)
                .sorted(Comparator.comparing(Place::name))
                .forEach(known ->
                        places.putIfAbsent(known.name() + ", " + known.subdivision(), known));
        return places;
    }
}
