/// Words, money and time as the reader wants them: English and Simplified Chinese.
///
/// Every text of a screen has a key in `vaadin-i18n/translations`; knows no feature.
@NullMarked
package gridfare.web.text;

import org.jspecify.annotations.NullMarked;
