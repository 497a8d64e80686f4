package gridfare.web.plan;

import gridfare.web.text.Texts;
import java.util.Locale;

/// How plans are called on screens.
final class PlanWords {

    private PlanWords() {}

    /// The three plans have names in each language; others are called what the operator called
    /// them.
    static String name(String plan, Texts t) {
        return switch (plan) {
            case "bronze" -> t.get("plan.bronze");
            case "silver" -> t.get("plan.silver");
            case "gold" -> t.get("plan.gold");
            default -> plan.substring(0, 1).toUpperCase(Locale.ROOT) + plan.substring(1);
        };
    }

    static String withSeats(String plan, int seats, Texts t) {
        return seats == 1
                ? name(plan, t)
                : t.get("subscription.with-seats", name(plan, t), t.number(seats));
    }
}
