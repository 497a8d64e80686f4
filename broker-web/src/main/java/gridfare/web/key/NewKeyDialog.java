package gridfare.web.key;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import gridfare.domain.key.ApiKey;
import gridfare.domain.key.ApiKeyToken;
import gridfare.domain.key.KeyCreation.Created;
import gridfare.domain.key.KeyCreation.MayNotManageKeys;
import gridfare.domain.key.KeyCreation.RoleTooHigh;
import gridfare.domain.key.KeyCreation.TooManyKeys;
import gridfare.domain.key.ManageApiKeys;
import gridfare.domain.party.Party;
import gridfare.domain.party.Role;
import gridfare.web.part.Buttons;
import gridfare.web.part.Icon;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import java.util.Arrays;

/// Asks for a name and a role, makes the key, and shows its secret: here, once, and nowhere else.
final class NewKeyDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// Copied by the browser itself, within the click: only then does it allow it. Without HTTPS it
    /// has no clipboard for pages, and the old way is left.
    private static final String COPY =
            """
            const button = this, secret = $0, word = $1;
            const done = () => { button.textContent = word; };
            const byHand = () => {
              const area = document.createElement('textarea');
              area.value = secret;
              button.after(area);
              area.select();
              if (document.execCommand('copy')) { done(); }
              area.remove();
            };
            button.addEventListener('click', () => {
              if (navigator.clipboard) { navigator.clipboard.writeText(secret).then(done, byHand); } else { byHand(); }
            });
            """;

    private final transient ManageApiKeys manageApiKeys;
    private final transient Party maker;
    private final transient Texts t;
    private final transient Runnable whenMade;
    private final TextField name = new TextField();
    private final ComboBox<Role> role = new ComboBox<>();
    private final Div answer = new Div();

    NewKeyDialog(ManageApiKeys manageApiKeys, Party maker, Texts t, Runnable whenMade) {
        this.manageApiKeys = manageApiKeys;
        this.maker = maker;
        this.t = t;
        this.whenMade = whenMade;
        setHeaderTitle(t.get("keys.new"));
        setWidth("min(520px, 94vw)");
        name.setId("key-name");
        name.setLabel(t.get("keys.name"));
        name.setPlaceholder(t.get("keys.name-example"));
        name.setMaxLength(ApiKey.LONGEST_NAME);
        name.setWidthFull();
        role.setId("key-role");
        role.setLabel(t.get("keys.role"));
        role.setItems(Arrays.stream(Role.values()).filter(maker.role()::mayGive).toList());
        role.setItemLabelGenerator(t::word);
        role.setValue(Role.MEMBER);
        role.setWidthFull();
        answer.getElement().setAttribute("aria-live", "polite");
        add(new Paragraph(t.get("keys.new-text")), name, role, answer);
        Button create = Buttons.primary(t.get("keys.create"), Icon.KEY, click -> create());
        create.setId("create-key");
        getFooter().add(Buttons.plain(t.get("keys.cancel"), click -> close()), create);
    }

    private void create() {
        answer.removeAll();
        String given = name.getValue().strip();
        Role wanted = role.getValue();
        name.setInvalid(given.isEmpty());
        name.setErrorMessage(t.get("keys.name-missing"));
        role.setInvalid(wanted == null);
        role.setErrorMessage(t.get("keys.role-missing"));
        if (given.isEmpty() || wanted == null) {
            return;
        }
        switch (manageApiKeys.create(maker, given, wanted)) {
            case Created(ApiKey key, ApiKeyToken token) -> {
                whenMade.run();
                reveal(key, token);
            }
            case MayNotManageKeys no -> refuse("keys.may-not", t.get("keys.may-not-text"));
            case RoleTooHigh(Role own) ->
                    refuse("keys.may-not", t.get("keys.too-high", t.word(own)));
            case TooManyKeys(int most) ->
                    refuse("keys.too-many", t.get("keys.too-many-text", most));
        }
    }

    private void reveal(ApiKey key, ApiKeyToken token) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(key.name());
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        TextField secret = new TextField(t.get("keys.secret"));
        secret.setId("key-secret");
        secret.setValue(token.reveal());
        secret.setReadOnly(true);
        secret.setAutoselect(true);
        secret.addClassName("gf-mono");
        secret.setWidthFull();
        Button copy = Buttons.primary(t.get("keys.copy"), Icon.COPY, click -> {});
        copy.setId("copy-key");
        copy.getElement().executeJs(COPY, token.reveal(), t.get("keys.copied"));
        add(Message.warning(t.get("keys.once"), t.get("keys.once-text")), secret);
        Button done = Buttons.plain(t.get("keys.done"), click -> close());
        done.setId("key-done");
        getFooter().add(done, copy);
    }

    private void refuse(String title, String text) {
        answer.add(Message.error(t.get(title), text));
    }
}
