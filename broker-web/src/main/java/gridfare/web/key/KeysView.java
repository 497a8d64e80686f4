package gridfare.web.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.domain.clock.Wall;
import gridfare.domain.key.ApiKey;
import gridfare.domain.key.KeyRevocation.MayNotManageKeys;
import gridfare.domain.key.KeyRevocation.NoSuchKey;
import gridfare.domain.key.KeyRevocation.Revoked;
import gridfare.domain.key.ManageApiKeys;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What programs of the organisation come in with: made here, shown once, revoked here.
@Route("keys")
@Menu(title = "nav.keys", order = 201, icon = "key")
@RolesAllowed({"owner", "admin"})
public final class KeysView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 200;

    private final transient Texts t = Texts.ofReader();
    private final transient ManageApiKeys manageApiKeys;
    private final transient Portal portal;
    private final transient InstantSource wall;
    private final Div messages = new Div();
    private final Div list = new Div();

    @Inject
    KeysView(ManageApiKeys manageApiKeys, Portal portal, @Wall InstantSource wall) {
        this.manageApiKeys = manageApiKeys;
        this.portal = portal;
        this.wall = wall;
        addClassName("gf-page");
        messages.getElement().setAttribute("aria-live", "polite");
        Paragraph text = new Paragraph(t.get("keys.text"));
        text.addClassName("gf-secondary");
        add(head(), text, messages, list);
        show();
    }

    private Div head() {
        Component make = Buttons.primary(t.get("keys.new"), Icon.PLUS, click -> make());
        make.setId("new-key");
        Div actions = new Div(make);
        actions.addClassName("gf-row");
        Div head = new Div(new H1(t.get("keys.title")), actions);
        head.addClassName("gf-page-head");
        return head;
    }

    private void make() {
        messages.removeAll();
        new NewKeyDialog(manageApiKeys, portal.party(), t, this::show).open();
    }

    private void show() {
        list.removeAll();
        List<ApiKey> keys = manageApiKeys.list(portal.party(), MOST, null);
        if (keys.isEmpty()) {
            list.add(
                    Card.plain(t.get("keys.title"))
                            .inside(new Empty(t.get("keys.none"), t.get("keys.none-text"))));
            return;
        }
        Table table = new Table(t.get("keys.title"));
        for (String column : List.of("name", "role", "created", "used", "state")) {
            table.column(t.get("keys." + column));
        }
        table.figures("");
        keys.forEach(key -> row(table, key));
        Card card = Card.plain(t.get("keys.title"));
        card.add((Component) table);
        list.add(card);
    }

    private void row(Table table, ApiKey key) {
        Span id = new Span(key.id().external());
        id.addClassName("gf-mono");
        Badge state =
                key.revokedAt()
                        .map(at ->
                                new Badge(Tone.MUTE, Icon.STOP, t.get("keys.revoked", t.time(at))))
                        .orElseGet(() -> new Badge(Tone.OK, Icon.OK, t.get("keys.active")));
        Div action = new Div();
        if (!key.isRevoked()) {
            Button revoke = Buttons.danger(t.get("keys.revoke"), Icon.STOP, click -> ask(key));
            revoke.setId("revoke-" + key.id().external());
            action.add(Buttons.small(revoke));
        }
        table.row(
                Table.two(new Span(key.name()), id),
                Table.text(t.word(key.role())),
                Table.two(t.time(key.createdAt()), key.createdByName()),
                Table.text(
                        key.lastUsedAt()
                                .map(last -> t.age(Duration.between(last, wall.instant())))
                                .orElseGet(() -> t.get("keys.never"))),
                state,
                action);
    }

    private void ask(ApiKey key) {
        messages.removeAll();
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(t.get("keys.revoke-title", key.name()));
        dialog.setWidth("min(440px, 94vw)");
        dialog.add(new Paragraph(t.get("keys.revoke-text")));
        Component confirm =
                Buttons.dangerFilled(
                        t.get("keys.revoke-now"),
                        click -> {
                            dialog.close();
                            revoke(key);
                        });
        confirm.setId("confirm-revoke");
        dialog.getFooter()
                .add(Buttons.plain(t.get("keys.cancel"), click -> dialog.close()), confirm);
        dialog.open();
    }

    private void revoke(ApiKey key) {
        switch (manageApiKeys.revoke(portal.party(), key.id())) {
            case Revoked() -> messages.add(Message.info(t.get("keys.gone", key.name()), ""));
            case NoSuchKey() -> {} // the list shows what there is
            case MayNotManageKeys() ->
                    messages.add(Message.error(t.get("keys.may-not"), t.get("keys.may-not-text")));
        }
        show();
    }

    @Override
    public String titleKey() {
        return "keys.title";
    }
}
