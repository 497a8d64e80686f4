package gridfare.journey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How one reader sees the portal: language, theme, width of the window.
record Look(Language language, Theme theme, int widthPx) {

    enum Language {
        EN("en"),
        ZH("zh-CN");

        private final String tag;

        Language(String tag) {
            this.tag = tag;
        }

        /// As the page's `lang` and the cookie have it.
        String tag() {
            return tag;
        }
    }

    enum Theme {
        LIGHT,
        DARK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A phone, a tablet, a desk; 390 px is the phone of the design's pictures.
    private static final List<Integer> WIDTHS = List.of(360, 390, 768, 1440);

    /// Every pair of language, theme and width, in as few looks as that takes.
    static List<Look> pairs() {
        return List.of(
                new Look(Language.EN, Theme.LIGHT, 1440),
                new Look(Language.EN, Theme.DARK, 360),
                new Look(Language.EN, Theme.LIGHT, 768),
                new Look(Language.ZH, Theme.DARK, 1440),
                new Look(Language.ZH, Theme.LIGHT, 360),
                new Look(Language.ZH, Theme.DARK, 768));
    }

    static List<Look> all() {
        return with(WIDTHS);
    }

    private static List<Look> with(List<Integer> widths) {
        return Arrays.stream(Language.values())
                .flatMap(language ->
                        Arrays.stream(Theme.values())
                                .flatMap(theme ->
                                        widths.stream()
                                                .map(width -> new Look(language, theme, width))))
                .toList();
    }

    /// The looks in which to see one screen in a language: all of them, those of the design's
    /// pictures (390 and 1440 px), or else one of the pairs, another one for the next screen.
    ///
    /// @param screen the screen's place among all
    static List<Look> of(int screen, Language language) {
        String wanted = System.getProperty("gridfare.looks", "pairs");
        List<Look> looks =
                (switch (wanted) {
                            case "all" -> all();
                            case "pictures" -> with(List.of(390, 1440));
                            default -> pairs();
                        })
                        .stream().filter(look -> look.language() == language).toList();
        return wanted.equals("pairs") ? List.of(looks.get(screen % looks.size())) : looks;
    }

    @Override
    public String toString() {
        return "%s-%s-%d"
                .formatted(language.name().toLowerCase(Locale.ROOT), theme.word(), widthPx);
    }
}
