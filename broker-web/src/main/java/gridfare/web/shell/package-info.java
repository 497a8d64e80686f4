/// What surrounds every screen: layout, navigation, theme, languages, the error page.
///
/// Knows no feature: a view says by its own annotations where it stands in the menu.
@NullMarked
package gridfare.web.shell;

import org.jspecify.annotations.NullMarked;
