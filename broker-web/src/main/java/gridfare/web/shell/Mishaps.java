package gridfare.web.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.ExternalId;
import gridfare.domain.id.UuidV7;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/// What failed while a person did something: logged under an id, and told with that id and none of
/// the insides.
@ApplicationScoped
public class Mishaps implements ErrorHandler {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(Mishaps.class.getName());
    private static final int SHOWN_MS = 12_000;

    @Inject @Wall transient InstantSource wall;

    @Override
    public void error(ErrorEvent event) {
        String id = log(event.getThrowable());
        UI ui = UI.getCurrent();
        if (ui != null) {
            Texts t = Texts.of(ui);
            Notification notification = new Notification();
            notification.setDuration(SHOWN_MS);
            notification.setPosition(Notification.Position.BOTTOM_END);
            notification.add(Message.error(t.get("mishap.title"), t.get("mishap.text", id)));
            notification.open();
        }
    }

    /// @return under which id it stands in the log
    String log(Throwable mishap) {
        String id = ExternalId.text("req", UuidV7.at(wall.instant()));
        LOG.log(Level.ERROR, "Mishap " + id, mishap);
        return id;
    }
}
