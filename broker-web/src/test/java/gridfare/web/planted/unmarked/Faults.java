package gridfare.web.planted.unmarked;

/// Its package says nothing about null.
public final class Faults {}
