package gridfare.pricing.place;

import java.util.regex.Pattern;

/// A named point in a country's subdivision.
///
/// @param subdivision ISO 3166-2, e.g. `CN-GZ`
public record Place(String subdivision, Coordinates coordinates, String name) {

    private static final Pattern ISO_3166_2 = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

    public Place {
        if (!ISO_3166_2.matcher(subdivision).matches()) {
            throw new IllegalArgumentException(subdivision + " is no ISO 3166-2 code.");
        }
    }

    /// ISO 3166-1 alpha-2, e.g. `CN`.
    public String country() {
        return subdivision.substring(0, 2);
    }
}
