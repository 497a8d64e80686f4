package gridfare.sandbox.alibaba;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call's parameters as this vendor spells them: lists are `InstanceId.1`, `Tag.1.Key`.
record Parameters(Map<String, String> all) {

    /// Null if absent or empty: the SDK sends empty texts.
    @Nullable String find(String name) {
        String value = all.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String require(String name) {
        String value = find(name);
        if (value == null) throw EcsFailure.missing(name);
        return value;
    }

    String or(String name, String other) {
        String value = find(name);
        return value == null ? other : value;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(or(name, "false"));
    }

    int number(String name, int other, int least, int most) {
        String value = find(name);
        if (value == null) return other;
        try {
            int number = Integer.parseInt(value);
            if (number < least || number > most) throw EcsFailure.invalid(name);
            return number;
        } catch (NumberFormatException noNumber) {
            throw EcsFailure.invalid(name);
        }
    }

    /// A price: the SDK sends floats, maybe as 1.0E-5.
    @Nullable BigDecimal decimal(String name) {
        String value = find(name);
        if (value == null) return null;
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException noNumber) {
            throw EcsFailure.invalid(name);
        }
    }

    /// `Name.1`, `Name.2` and so on, to the first gap.
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (int i = 1; all.get(name + "." + i) != null; i++) list.add(all.get(name + "." + i));
        return List.copyOf(list);
    }

    /// `Tag.1.Key` and `Tag.1.Value`. An absent value is an empty text.
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 1; ; i++) {
            String key = all.get("Tag.%d.Key".formatted(i));
            if (key == null) return tags;
            tags.put(key, all.getOrDefault("Tag.%d.Value".formatted(i), ""));
        }
    }
}
