package gridfare.web.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import gridfare.web.part.Message;
import gridfare.web.text.Texts;
import jakarta.inject.Inject;

/// Shown instead of a screen that could not be opened.
@ParentLayout(Shell.class)
public final class MishapView extends Div implements HasErrorParameter<Exception>, Screen {

    private static final long serialVersionUID = 1L;

    private final transient Mishaps mishaps;

    @Inject
    MishapView(Mishaps mishaps) {
        this.mishaps = mishaps;
        addClassName("gf-page");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        removeAll();
        String id = mishaps.log(parameter.getException());
        Texts t = Texts.ofReader();
        add(Message.error(t.get("mishap.title"), t.get("mishap.text", id)));
        return 500;
    }

    @Override
    public String titleKey() {
        return "mishap.title";
    }
}
