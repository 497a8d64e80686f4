package gridfare.web.text;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationsTest {

    private static final String ENGLISH = "translations.properties";
    private static final String CHINESE = "translations_zh_CN.properties";
    private static final Pattern KEY =
            Pattern.compile("\\.get\\(\\s*\"([a-z][a-z0-9-]*(?:\\.[A-Za-z0-9_-]+)+)\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(keys(CHINESE)).isEqualTo(keys(ENGLISH));
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        Properties english = read(ENGLISH);
        Properties chinese = read(CHINESE);
        assertThat(english.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(arguments(chinese.getProperty(key), CHINESE))
                                .as(key)
                                .isEqualTo(arguments(english.getProperty(key), ENGLISH)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void noTextHasAStraightApostrophe(String file) {
        assertThat(read(file).values()).noneMatch(text -> text.toString().contains("'"));
    }

    @Test
    void englishTextsHaveNoChinese() {
        Properties english = read(ENGLISH);
        assertThat(english.stringPropertyNames())
                .filteredOn(key -> !key.equals("shell.language"))
                .allSatisfy(key ->
                        assertThat(HAN.matcher(english.getProperty(key)).find()).as(key).isFalse());
    }

    @Test
    void everyKeyThatAScreenNamesIsThere() throws IOException {
        Set<String> known = keys(ENGLISH);
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                KEY.matcher(Files.readString(file))
                        .results()
                        .forEach(hit -> named.add(hit.group(1)));
            }
        }
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    private static String arguments(String pattern, String file) {
        Locale locale = file.equals(CHINESE) ? Translations.CHINESE : Locale.ENGLISH;
        return Stream.of(new MessageFormat(pattern, locale).getFormatsByArgumentIndex())
                .map(format -> "{}")
                .reduce("", String::concat);
    }

    private static Set<String> keys(String file) {
        return read(file).stringPropertyNames().stream().collect(toCollection(TreeSet::new));
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        TranslationsTest.class.getResourceAsStream("/vaadin-i18n/" + file),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
        return properties;
    }
}
