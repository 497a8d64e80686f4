package gridfare.web.text;

import com.vaadin.flow.i18n.I18NProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The texts of all screens. A key that is missing shows as itself, so that it is noticed, and is
/// logged.
@ApplicationScoped
public class Translations implements I18NProvider {

    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    public static final List<Locale> LOCALES = List.of(Locale.ENGLISH, CHINESE);

    private static final long serialVersionUID = 1L;
    private static final String BUNDLE = "vaadin-i18n.translations";
    private static final Logger LOG = System.getLogger(Translations.class.getName());
    private static final ResourceBundle.Control NEVER_THE_SERVERS_OWN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return LOCALES;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        return text(key, locale, arguments);
    }

    public static String text(String key, Locale locale, Object... arguments) {
        String pattern;
        try {
            pattern = bundle(locale).getString(key);
        } catch (MissingResourceException e) {
            LOG.log(Level.WARNING, "No text {0} in {1}", key, locale);
            return key;
        }
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }

    public static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, nearest(locale), NEVER_THE_SERVERS_OWN);
    }

    /// The one of our languages that `locale` means.
    public static Locale nearest(Locale locale) {
        return locale.getLanguage().equals(CHINESE.getLanguage()) ? CHINESE : Locale.ENGLISH;
    }
}
