package gridfare.web.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/// What happened, what is safe, what to do. Unknown is amber and no error.
public final class Message extends Div {

    private static final long serialVersionUID = 1L;

    private Message(Tone tone, Icon icon, String title, String text) {
        addClassNames("gf-message", tone.cssClass());
        Span head = new Span(title);
        head.addClassName("gf-message-title");
        Paragraph body = new Paragraph(text);
        Div words = new Div(head);
        if (!text.isEmpty()) {
            words.add(body);
        }
        add(icon.show(), words);
    }

    public static Message warning(String title, String text) {
        Message message = new Message(Tone.WARN, Icon.WARN, title, text);
        message.getElement().setAttribute("role", "status");
        return message;
    }

    public static Message error(String title, String text) {
        Message message = new Message(Tone.BAD, Icon.BAD, title, text);
        message.getElement().setAttribute("role", "alert");
        return message;
    }

    public static Message info(String title, String text) {
        Message message = new Message(Tone.ACCENT, Icon.INFO, title, text);
        message.getElement().setAttribute("role", "status");
        return message;
    }
}
