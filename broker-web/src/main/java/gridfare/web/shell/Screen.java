package gridfare.web.shell;

import com.vaadin.flow.router.HasDynamicTitle;
import gridfare.web.text.Texts;
import java.util.List;

/// What a view tells the shell about itself: its title, and where it stands under others.
public interface Screen extends HasDynamicTitle {

    /// The key of its title; the menu may have a shorter one.
    String titleKey();

    /// What the bar shows as the last step; of one placement, for instance, its name.
    default String title() {
        return Texts.ofReader().get(titleKey());
    }

    /// The steps above, outermost first.
    default List<Crumb> above() {
        return List.of();
    }

    @Override
    default String getPageTitle() {
        return title() + " · Gridfare";
    }

    /// A step of the way to a screen.
    ///
    /// @param path where it leads, as in the address
    record Crumb(String title, String path) {}
}
