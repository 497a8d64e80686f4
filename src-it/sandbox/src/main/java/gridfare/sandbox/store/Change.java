package gridfare.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A row put (`row`) or removed (null), which nobody sees before [Store#commit].
public record Change(Table<?> table, String key, @Nullable JsonNode row, Runnable apply) {}
