package gridfare.web.notice;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import gridfare.domain.notice.Inbox;
import gridfare.domain.notice.Notice;
import gridfare.domain.placement.PlacementChanged;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.List;

/// What the organisation was told, the newest first. Opening it marks all of it as read.
@Route("inbox")
@RolesAllowed({"buyer", "provider"})
public final class InboxView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient Texts t = Texts.ofReader();
    private final transient Inbox inbox;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final Div body = new Div();

    @Inject
    InboxView(Inbox inbox, Portal portal, Broadcaster broadcaster) {
        this.inbox = inbox;
        this.portal = portal;
        this.broadcaster = broadcaster;
        addClassName("gf-page");
        Div head = new Div(new H1(t.get("inbox.title")));
        head.addClassName("gf-page-head");
        add(head, body);
        show();
    }

    private void show() {
        List<Notice> notices = inbox.read(portal.party(), SHOWN, null);
        Card card = new Card(t.get("inbox.title"));
        if (notices.isEmpty()) {
            card.add(new Empty(t.get("home.no-events"), t.get("home.no-events-text")));
        } else {
            UnorderedList list = new UnorderedList();
            list.setId("inbox");
            list.addClassName("gf-events");
            notices.forEach(notice -> list.add(NoticeItem.of(notice, t)));
            card.add(list);
        }
        body.removeAll();
        body.add(card);
        inbox.markRead(portal.party());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this, portal.party().organisation(), PlacementChanged.class, change -> show());
    }

    @Override
    public String titleKey() {
        return "inbox.title";
    }
}
