package gridfare.web.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.Span;

/// Terms on the left, their values on the right.
public final class KeyValues extends DescriptionList {

    private static final long serialVersionUID = 1L;

    public KeyValues() {
        addClassName("gf-kv");
    }

    public KeyValues line(String term, String value) {
        return line(term, new Span(value));
    }

    public KeyValues line(String term, Component value) {
        add(new Term(term), new Description(value));
        return this;
    }

    /// The last line: what the others add up to.
    public KeyValues total(String term, String value) {
        Term left = new Term(term);
        Description right = new Description(value);
        left.addClassName("gf-total");
        right.addClassName("gf-total");
        add(left, right);
        return this;
    }
}
