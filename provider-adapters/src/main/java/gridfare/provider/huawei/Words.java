package gridfare.provider.huawei;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridfare.domain.provider.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The vendor's words: of a machine's life, of tags, and in the extra specs of a flavor.
final class Words {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ZONE = Pattern.compile("\\s*([A-Za-z0-9-]+)\\(([a-z]+)\\)\\s*");
    private static final Pattern GIB = Pattern.compile("([0-9]{1,6}) ?Gi?B?");

    private Words() {}

    /// Accelerators as a flavor tells them.
    ///
    /// @param memoryGib of one of them
    record Accelerators(String name, int count, int memoryGib) {}

    /// Empty for a word that we do not know, so that nobody guesses whether the machine costs
    /// money.
    ///
    /// @param task what is being done with it: one on its way out still counts as `ACTIVE`
    static Optional<Machine.State> state(@Nullable String word, @Nullable String task) {
        if (word == null) return Optional.empty();
        if ("deleting".equals(task)) return Optional.of(Machine.State.STOPPING);
        return switch (word) {
            case "BUILD", "REBOOT", "HARD_REBOOT", "REBUILD" -> Optional.of(Machine.State.STARTING);
            case "ACTIVE", "MIGRATING" -> Optional.of(Machine.State.RUNNING);
            case "SHUTOFF", "SHELVED", "SHELVED_OFFLOADED" -> Optional.of(Machine.State.STOPPED);
            case "DELETED" -> Optional.of(Machine.State.STOPPING);
            case "ERROR" -> Optional.of(Machine.State.FAILED);
            default -> Optional.empty();
        };
    }

    /// `key=value`, as lists have them.
    static Map<String, String> tags(@Nullable List<String> told) {
        Map<String, String> tags = new HashMap<>();
        if (told == null) return tags;
        for (String tag : told) {
            int equals = tag.indexOf('=');
            if (equals > 0) tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return tags;
    }

    /// `zone-a(normal),zone-b(sellout)` as a word for each zone; empty if it cannot be read.
    static Optional<Map<String, String>> zones(@Nullable String told) {
        Map<String, String> words = new HashMap<>();
        if (told == null || told.isBlank()) return Optional.of(words);
        for (String part : told.split(",", -1)) {
            Matcher zone = ZONE.matcher(part);
            if (!zone.matches()) return Optional.empty();
            words.put(zone.group(1), zone.group(2));
        }
        return Optional.of(words);
    }

    /// JSON as text in a field: one kind of accelerator, with its name, count and memory.
    static Optional<Accelerators> accelerators(String told) {
        try {
            JsonNode list = JSON.readTree(told);
            if (!list.isArray() || list.size() != 1) return Optional.empty();
            JsonNode only = list.get(0);
            Matcher memory = GIB.matcher(only.path("memory").asText(""));
            if (!memory.matches()) return Optional.empty();
            return Optional.of(
                    new Accelerators(
                            only.path("name").asText(""),
                            only.path("count").asInt(0),
                            Integer.parseInt(memory.group(1))));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }
}
