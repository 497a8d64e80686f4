package gridfare.web.quote;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.id.ExternalId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.match.DataClass;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.EndUse;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.StackSupport;
import gridfare.pricing.match.TrainingStep;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.WorkloadKind;
import gridfare.web.problem.Problem.FieldError;
import gridfare.web.rest.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a request for a quote from JSON.
final class RequestReader {

    /// The code of a request for no GPU at all, which nobody sells here.
    static final String CPU_ONLY = "cpu-only";

    private static final long MOST_GPUS = 100_000;
    private static final long LONGEST_SECONDS = Duration.ofDays(3 * 366).toSeconds();

    private final ChipCatalogue chips;
    private final Currency currency;
    private final Instant now;

    /// @param currency the organisation's billing currency
    /// @param now business time
    RequestReader(ChipCatalogue chips, Currency currency, Instant now) {
        this.chips = chips;
        this.currency = currency;
        this.now = now;
    }

    /// What was read.
    sealed interface Read {

        record Wanted(Request request) implements Read {}

        /// @param errors never empty
        record Faulty(List<FieldError> errors) implements Read {}
    }

    Read read(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        Need need = need(fields);
        if (need == null) {
            if (fields.errors().isEmpty()) {
                fields.fault("capacity", "required", "Ask for capacity or for work.");
            }
            need = new Need.Capacity(1, Duration.ofHours(1));
        }
        Request.Builder request = Request.builder(need);
        constraints(fields, request);
        fields.nothingElse();
        if (!fields.errors().isEmpty()) {
            return new Read.Faulty(fields.errors());
        }
        try {
            return new Read.Wanted(request.build());
        } catch (IllegalArgumentException e) {
            return new Read.Faulty(
                    List.of(new FieldError("", "contradiction", String.valueOf(e.getMessage()))));
        }
    }

    private @Nullable Need need(Fields fields) {
        if (fields.has("capacity") && fields.has("work")) {
            fields.fault("work", "contradiction", "Ask for capacity or for work, not for both.");
            return null;
        }
        return fields.object("capacity")
                .map(this::capacity)
                .or(() -> fields.object("work").map(this::work))
                .orElse(null);
    }

    private @Nullable Need capacity(Fields fields) {
        Long gpus = gpus(fields, true);
        Long seconds = fields.whole("duration_s", 1, LONGEST_SECONDS);
        if (seconds == null && !fields.has("duration_s")) {
            fields.fault("duration_s", "required", "For how many seconds?");
        }
        fields.raw("chips");
        fields.nothingElse();
        return gpus == null || seconds == null
                ? null
                : new Need.Capacity(gpus.intValue(), Duration.ofSeconds(seconds));
    }

    private @Nullable Need work(Fields fields) {
        BigDecimal hours = fields.decimal("reference_gpu_hours", "0.0001", "1000000000");
        if (hours == null && !fields.has("reference_gpu_hours")) {
            fields.fault("reference_gpu_hours", "required", "How many hours of one A100 80 GB?");
        }
        Instant deadline = fields.instant("deadline");
        if (deadline == null && !fields.has("deadline")) {
            fields.fault("deadline", "required", "When does it have to be done?");
        } else if (deadline != null && !deadline.isAfter(now)) {
            fields.fault("deadline", "range", "It has passed: it is " + now + ".");
        }
        Long gpus = gpus(fields, false);
        fields.raw("chips");
        fields.nothingElse();
        return hours == null || deadline == null
                ? null
                : new Need.Work(hours, gpus == null ? 1 : gpus.intValue(), deadline);
    }

    private static @Nullable Long gpus(Fields fields, boolean required) {
        if (fields.raw("gpus").isIntegralNumber() && fields.raw("gpus").longValue() == 0) {
            fields.fault(
                    "gpus", CPU_ONLY, "Only accelerators are sold here: ask for 1 GPU or more.");
            return null;
        }
        if (required && !fields.has("gpus")) {
            fields.fault("gpus", "required", "How many GPUs?");
        }
        return fields.whole("gpus", 1, MOST_GPUS);
    }

    private void constraints(Fields fields, Request.Builder request) {
        request.chips(chips(fields));
        request.workloadKind(
                fields.choice("workload_kind", WorkloadKind.class, WorkloadKind.TRAINING));
        request.tier(fields.choice("tier", QosTier.class, QosTier.STANDARD));
        request.dataClass(fields.choice("data_class", DataClass.class, DataClass.PUBLIC));
        request.endUse(fields.choice("end_use", EndUse.class, EndUse.CIVIL));
        if (fields.has("number_format")) {
            request.numberFormat(
                    fields.choice("number_format", NumberFormat.class, NumberFormat.FP16));
        }
        BigDecimal state = fields.decimal("checkpoint_bytes", "1", "1000000000000000000");
        request.checkpointBytes(state == null ? null : state.doubleValue());
        request.step(fields.object("training_step").map(RequestReader::step).orElse(null));
        request.rankBy(fields.choice("rank_by", RankBy.class, RankBy.PRICE));
        Set<SoftwareStack> stacks =
                fields.list("software_stacks", "e.g. CUDA or ROCM", SoftwareStack::called);
        request.stacks(stacks.isEmpty() ? StackSupport.any() : new StackSupport(stacks, Set.of()));
        Long memory = fields.whole("memory_gib_per_gpu", 1, 10_000);
        request.memoryGibPerGpu(memory == null ? 0 : memory.intValue());
        request.spread(spread(fields));
        request.interconnects(interconnects(fields));
        Coordinates place = fields.object("place").map(RequestReader::coordinates).orElse(null);
        request.near(place);
        BigDecimal roundTrip = fields.decimal("max_round_trip_ms", "0.001", "100000");
        if (roundTrip != null && place == null) {
            fields.fault("place", "required", "From where is the round trip counted?");
        } else if (roundTrip != null) {
            request.maxRoundTripMs(roundTrip.doubleValue());
        }
        request.jurisdictions(
                fields.list(
                        "jurisdictions",
                        "A country such as CN or a subdivision such as CN-GZ (ISO 3166)",
                        RequestReader::jurisdiction));
        fields.object("start").ifPresent(start -> window(start, request));
        request.budget(fields.money("budget", currency));
        request.co2PricePerKg(fields.money("co2_price_per_kg", currency));
        request.timePricePerHour(fields.money("time_price_per_hour", currency));
        BigDecimal share = fields.decimal("min_renewable_share", "0", "1");
        request.minRenewableShare(share == null ? null : share.doubleValue());
        request.dataSet(fields.object("data_set").map(RequestReader::dataSet).orElse(null));
        fields.object("providers")
                .ifPresent(providers -> {
                    request.allowedProviders(providers(providers, "allow"));
                    request.deniedProviders(providers(providers, "deny"));
                    providers.nothingElse();
                });
    }

    private static @Nullable TrainingStep step(Fields fields) {
        BigDecimal bytes = fields.decimal("model_bytes", "1", "1000000000000000000");
        BigDecimal compute = fields.decimal("compute_s", "0.000001", "1000000000");
        TrainingStep.Exchange exchange =
                fields.choice(
                        "exchange", TrainingStep.Exchange.class, TrainingStep.Exchange.SYNCHRONOUS);
        fields.nothingElse();
        if (bytes == null || compute == null) {
            fields.fault(
                    "model_bytes", "required", "A step has model_bytes and seconds of compute_s.");
            return null;
        }
        return new TrainingStep(bytes.doubleValue(), compute.doubleValue(), exchange);
    }

    private Set<ChipId> chips(Fields fields) {
        Fields need = fields.object("capacity").or(() -> fields.object("work")).orElse(fields);
        JsonNode asked = need.raw("chips");
        if (asked.isTextual() && asked.textValue().equals("any")) {
            return Set.of();
        }
        return need.list("chips", "A chip of /api/v1/chips, or \"any\"", this::chip);
    }

    private Optional<ChipId> chip(String text) {
        return chips.chips().stream().map(Chip::id).filter(id -> id.value().equals(text)).findAny();
    }

    private static Spread spread(Fields fields) {
        JsonNode asked = fields.raw("spread");
        if (asked.isObject()) {
            return fields.object("spread")
                    .map(object -> {
                        Long sites = object.whole("sites", 1, Spread.MOST_SITES);
                        object.nothingElse();
                        return sites == null ? Spread.SITE : Spread.upToSites(sites.intValue());
                    })
                    .orElse(Spread.SITE);
        }
        return switch (fields.text("spread")) {
            case null -> Spread.SITE;
            case "NODE" -> Spread.NODE;
            case "SITE" -> Spread.SITE;
            default -> {
                fields.fault("spread", "value", "NODE, SITE or {\"sites\": 2} is expected.");
                yield Spread.SITE;
            }
        };
    }

    private static Set<Interconnect> interconnects(Fields fields) {
        String asked = fields.text("interconnect");
        if (asked == null) {
            return Set.of();
        }
        for (Interconnect kind : Interconnect.values()) {
            if (kind.name().replace("_", "").equalsIgnoreCase(asked.replaceAll("[ _-]", ""))) {
                return Set.of(kind);
            }
        }
        fields.fault("interconnect", "value", "e.g. NVLINK, ROCE or PCIE is expected.");
        return Set.of();
    }

    private static @Nullable Coordinates coordinates(Fields fields) {
        BigDecimal latitude = fields.decimal("latitude", "-90", "90");
        BigDecimal longitude = fields.decimal("longitude", "-180", "180");
        fields.nothingElse();
        if (latitude == null || longitude == null) {
            fields.fault("latitude", "required", "A place has a latitude and a longitude.");
            return null;
        }
        return new Coordinates(latitude.doubleValue(), longitude.doubleValue());
    }

    private static @Nullable DataSet dataSet(Fields fields) {
        BigDecimal gib = fields.decimal("gib", "0.001", "100000000");
        Coordinates place = fields.object("place").map(RequestReader::coordinates).orElse(null);
        fields.nothingElse();
        if (gib == null || place == null) {
            fields.fault("gib", "required", "A data set has a size and a place.");
            return null;
        }
        return new DataSet(gib.doubleValue(), place);
    }

    private static Optional<Jurisdiction> jurisdiction(String text) {
        try {
            return Optional.of(new Jurisdiction(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void window(Fields fields, Request.Builder request) {
        Instant earliest = fields.instant("earliest");
        Instant latest = fields.instant("latest");
        fields.nothingElse();
        if (earliest != null && latest != null && latest.isBefore(earliest)) {
            fields.fault("latest", "range", "It lies before the earliest start.");
            return;
        }
        if (latest != null && latest.isBefore(now)) {
            fields.fault("latest", "range", "It has passed: it is " + now + ".");
            return;
        }
        request.earliestStart(earliest);
        request.latestStart(latest);
    }

    private static Set<ProviderId> providers(Fields fields, String name) {
        return fields.list(
                name,
                "A provider of /api/v1/providers",
                text -> ExternalId.parse(text, "prv", ProviderId::new));
    }
}
