package gridfare.domain.quote;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.quote.QuoteDecision;
import gridfare.pricing.quote.RateParts;
import java.util.List;
import java.util.UUID;

/// The engine's values as JSON and back, exactly: amounts are whole micros, exchange rates are
/// decimals, instants keep their nanoseconds. Which variant of a sealed type it is stands in
/// `kind`.
///
/// The mapping is here and not on the types, because the engine knows the JDK only.
public final class QuoteSnapshot {

    /// A decision, and the names its options were given, in the same order.
    record Decided(List<UUID> optionIds, QuoteDecision decision) {
        Decided {
            optionIds = List.copyOf(optionIds);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Need.Capacity.class, name = "CAPACITY"),
        @JsonSubTypes.Type(value = Need.Work.class, name = "WORK")
    })
    private interface NeedKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = QuoteDecision.Quoted.class, name = "QUOTED"),
        @JsonSubTypes.Type(value = QuoteDecision.NoCapacity.class, name = "NO_CAPACITY"),
        @JsonSubTypes.Type(value = QuoteDecision.OverBudget.class, name = "OVER_BUDGET")
    })
    private interface DecisionKinds {}

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .disable(
                            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(
                            MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .addMixIn(Need.class, NeedKinds.class)
                    .addMixIn(QuoteDecision.class, DecisionKinds.class)
                    .build();

    private QuoteSnapshot() {}

    static String write(Request request) {
        return text(request);
    }

    static String write(Decided decided) {
        return text(decided);
    }

    /// The parts of a leg's rate, as the leg keeps them.
    public static String write(RateParts parts) {
        return text(parts);
    }

    static Request readRequest(String json) {
        return read(json, Request.class);
    }

    static Decided readDecided(String json) {
        return read(json, Decided.class);
    }

    public static RateParts readRateParts(String json) {
        return read(json, RateParts.class);
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written: " + value, e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored %s cannot be read.".formatted(type), e);
        }
    }
}
