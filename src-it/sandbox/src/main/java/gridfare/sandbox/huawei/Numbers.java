package gridfare.sandbox.huawei;

import java.util.Map;

/// Whole numbers in queries.
final class Numbers {

    private Numbers() {}

    static int of(Map<String, String> asked, String name, int other, int least, int most) {
        String text = asked.get(name);
        if (text == null || text.isEmpty()) return other;
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) throw HuaweiFailure.invalid(name);
            return number;
        } catch (NumberFormatException noNumber) {
            throw HuaweiFailure.invalid(name);
        }
    }
}
