package gridfare.domain.clock;

/// How this installation treats business time: made by the web's configuration.
///
/// @param movable whether it may be moved: beside the sandbox only
/// @param node the name of this node among those that share the database
public record ClockSettings(boolean movable, String node) {}
