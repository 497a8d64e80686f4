package gridfare.web.text;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;

/// What the reader at hand reads: texts by key, and figures by the rules of the design (money
/// always all-in, tabular, minus as U+2212, time with its zone named once a page).
///
/// A value, cheap to make: `Texts t = Texts.ofReader();` at the start of a view.
public record Texts(Locale locale, ZoneId zone) {

    private static final String MINUS = "\u2212";
    private static final String THIN = "\u2009";

    /// For the person in front of the present UI.
    public static Texts ofReader() {
        UI ui = UI.getCurrent();
        return ui == null ? new Texts(Locale.ENGLISH, ZoneOffset.UTC) : of(ui);
    }

    public static Texts of(UI ui) {
        ZoneId zone = ComponentUtil.getData(ui, ZoneId.class);
        return new Texts(
                Translations.nearest(ui.getLocale()), zone == null ? ZoneOffset.UTC : zone);
    }

    /// The text under `key`. Numbers among the arguments are written as `{0}` says.
    public String get(String key, Object... arguments) {
        return Translations.text(key, locale, arguments);
    }

    /// The word for a constant, under `<enum in kebab case>.<CONSTANT>`, e.g.
    /// `placement-state.RUNNING`.
    public String word(Enum<?> constant) {
        String kind = constant.getDeclaringClass().getSimpleName();
        String kebab = kind.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return get(kebab + "." + constant.name());
    }

    /// A place and what it lies in: `Qingyang, Gansu`; in Chinese `庆阳，甘肃`.
    ///
    /// @param subdivision its ISO 3166-2 code
    public String place(String name, String subdivision) {
        return Places.show(name, subdivision, chinese());
    }

    /// An amount where the page names the currency: `$1,825.12`.
    public String money(LedgerAmount amount) {
        return money(amount.amount(), amount.currency());
    }

    /// An estimate, to the currency's minor unit.
    public String money(Money amount) {
        return money(amount.amount(), amount.currency());
    }

    /// An amount where currencies meet: `USD 1,825.12`.
    public String moneyWithCode(LedgerAmount amount) {
        return amount.currency().getCurrencyCode()
                + "\u00a0"
                + number(amount.amount(), digits(amount.currency()));
    }

    /// A rate on a screen, 2 decimals.
    public String rate(HourlyRate rate) {
        return money(rate.perHour());
    }

    /// A rate where it is charged by, all 6 decimals: invoices.
    public String exactRate(Money rate) {
        return symbol(rate.currency()) + number(rate.amount(), 6);
    }

    private String money(BigDecimal amount, Currency currency) {
        String figure = number(amount.abs(), digits(currency));
        return (amount.signum() < 0 ? MINUS : "") + symbol(currency) + figure;
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    private String symbol(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "USD" -> "$";
            case "CNY" -> "¥";
            case "EUR" -> "€";
            default -> currency.getCurrencyCode() + "\u00a0";
        };
    }

    /// With `decimals` places, half up, thousands apart.
    public String number(BigDecimal value, int decimals) {
        DecimalFormat format =
                new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value).replace("-", MINUS);
    }

    public String number(long value) {
        return number(BigDecimal.valueOf(value), 0);
    }

    /// GPU-hours of so many GPU-seconds, 2 decimals.
    public String gpuHours(long gpuSeconds) {
        return number(
                BigDecimal.valueOf(gpuSeconds)
                        .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP),
                2);
    }

    /// A share from 0 to 1 as percent, `decimals` 0 or 1.
    public String percent(double share, int decimals) {
        return number(BigDecimal.valueOf(share * 100), decimals) + (chinese() ? "%" : " %");
    }

    /// `Tue 24 Nov 16:55`; in Chinese `11月24日 周二 16:55`.
    public String time(Instant at) {
        return date(at.atZone(zone)) + " " + clock(at);
    }

    /// `Tue 24 Nov`.
    public String day(Instant at) {
        return date(at.atZone(zone));
    }

    /// `Tuesday 24 November`, for the head of a page.
    public String longDay(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return chinese()
                ? local.format(DateTimeFormatter.ofPattern("M月d日 EEEE", locale))
                : local.format(DateTimeFormatter.ofPattern("EEEE d MMMM", locale));
    }

    /// `24 Nov 2026` of a UTC day, as invoices have it; in Chinese `2026年11月24日`.
    public String utcDay(Instant at) {
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return day.format(
                DateTimeFormatter.ofPattern(chinese() ? "yyyy年M月d日" : "d MMM yyyy", locale));
    }

    /// `16:55`.
    public String clock(Instant at) {
        return at.atZone(zone).format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT));
    }

    /// `16:55:07`, where seconds are told apart.
    public String exactClock(Instant at) {
        return at.atZone(zone).format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
    }

    /// The zone's own short name, e.g. `CST`: once a page.
    public String zoneName(Instant at) {
        return zone instanceof ZoneOffset
                ? "UTC"
                : DateTimeFormatter.ofPattern("zzz", locale).format(at.atZone(zone));
    }

    private String date(ZonedDateTime local) {
        return chinese()
                ? local.format(DateTimeFormatter.ofPattern("M月d日 ", locale))
                        + local.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale)
                : local.format(DateTimeFormatter.ofPattern("EEE d MMM", locale));
    }

    /// The two largest units: `19 h 37 min`, `2 d 4 h`, `41 s`.
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return unit(seconds, "unit.s");
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "unit.min", seconds % 60, "unit.s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "unit.h", seconds % 3_600 / 60, "unit.min");
        }
        return two(seconds / 86_400, "unit.d", seconds % 86_400 / 3_600, "unit.h");
    }

    /// `14 s ago`: one unit is enough for an age.
    public String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        String text =
                seconds < 60
                        ? unit(seconds, "unit.s")
                        : seconds < 3_600
                                ? unit(seconds / 60, "unit.min")
                                : seconds < 86_400
                                        ? unit(seconds / 3_600, "unit.h")
                                        : unit(seconds / 86_400, "unit.d");
        return get("age.ago", text);
    }

    private String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0
                ? unit(large, largeUnit)
                : unit(large, largeUnit) + " " + unit(small, smallUnit);
    }

    private String unit(long value, String unit) {
        return number(value) + (chinese() ? THIN : " ") + get(unit);
    }

    public boolean chinese() {
        return locale.equals(Translations.CHINESE);
    }
}
