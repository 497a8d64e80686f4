package gridfare.pricing.place;

import java.util.regex.Pattern;

/// A country (`CN`) or one subdivision of it (`CN-GZ`) whose law data stays under.
public record Jurisdiction(String code) implements Comparable<Jurisdiction> {

    private static final Pattern ISO_3166 = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    public Jurisdiction {
        if (!ISO_3166.matcher(code).matches()) {
            throw new IllegalArgumentException(code + " is no ISO 3166 code.");
        }
    }

    /// Whether `place` is in it: a country covers its subdivisions.
    public boolean covers(Place place) {
        return code.equals(place.subdivision()) || code.equals(place.country());
    }

    @Override
    public int compareTo(Jurisdiction other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
