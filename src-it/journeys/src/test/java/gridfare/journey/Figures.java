package gridfare.journey;

import java.math.BigDecimal;

/// Reads figures as screens write them: `15,043`, `USD 1,825.12`, `−$0.10`.
final class Figures {

    private Figures() {}

    static BigDecimal of(String shown) {
        String digits = shown.replace('\u2212', '-').replaceAll("[^0-9.\\-]", "");
        return new BigDecimal(digits);
    }

    static long whole(String shown) {
        return of(shown).longValueExact();
    }
}
