package gridfare.web.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.rest.Ids.Kind;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.function.Function;

/// The one mapper of the interface: snake_case, times as RFC 3339, money and identifiers in the
/// outside's form, and nothing guessed: an unknown or doubled property, a number in quotes or a
/// missing number is a fault.
@Provider
public class Json implements ContextResolver<ObjectMapper> {

    private static final int DEEPEST = 32;
    private static final ObjectMapper MAPPER = make();

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static ObjectMapper make() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(ours())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    private static SimpleModule ours() {
        SimpleModule module = new SimpleModule("gridfare");
        Ids.KINDS.forEach(kind -> addId(module, kind));
        module.addSerializer(Money.class, writing(Money::amount, Money::currency));
        module.addSerializer(
                LedgerAmount.class, writing(LedgerAmount::amount, LedgerAmount::currency));
        module.addDeserializer(Money.class, new MoneyReader());
        return module;
    }

    private static <T> void addId(SimpleModule module, Kind<T> kind) {
        module.addSerializer(
                kind.type(),
                new JsonSerializer<>() {
                    @Override
                    public void serialize(T id, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(kind.text(id));
                    }
                });
        module.addDeserializer(
                kind.type(),
                new JsonDeserializer<>() {
                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        String text = json.getValueAsString("");
                        return kind.parse(text)
                                .orElseThrow(() ->
                                        context.weirdStringException(
                                                text,
                                                kind.type(),
                                                "starts with " + kind.prefix() + "_"));
                    }
                });
    }

    private static <T> JsonSerializer<T> writing(
            Function<T, BigDecimal> amount, Function<T, Currency> currency) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T money, JsonGenerator json, SerializerProvider provider)
                    throws IOException {
                json.writeStartObject();
                json.writeStringField(
                        "amount", shortest(amount.apply(money), currency.apply(money)));
                json.writeStringField("currency", currency.apply(money).getCurrencyCode());
                json.writeEndObject();
            }
        };
    }

    /// At least the currency's own decimals, and no zeros after those: 1.27, 0.90, 1.270001.
    private static String shortest(BigDecimal amount, Currency currency) {
        int least = Math.max(0, currency.getDefaultFractionDigits());
        BigDecimal bare = amount.stripTrailingZeros();
        return (bare.scale() < least ? bare.setScale(least) : bare).toPlainString();
    }

    /// Money as `{"amount":"1.27","currency":"USD"}`; the amount is a text, for a number in JSON
    /// may already have been rounded on the way.
    private static final class MoneyReader extends JsonDeserializer<Money> {

        private record Written(String amount, String currency) {}

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            Written written = context.readValue(json, Written.class);
            try {
                return Money.of(
                        new BigDecimal(written.amount()), Currency.getInstance(written.currency()));
            } catch (RuntimeException e) {
                throw context.weirdStringException(
                        written.amount() + " " + written.currency(),
                        Money.class,
                        "an amount with at most six decimals and an ISO 4217 currency");
            }
        }
    }
}
