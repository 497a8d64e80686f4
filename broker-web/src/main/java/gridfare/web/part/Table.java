package gridfare.web.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;

/// A table to read: text on the left, figures on the right. On a phone each row becomes a stack.
/// Where it is too wide for its place it scrolls by itself, also by the keyboard.
public final class Table extends Div {

    private static final long serialVersionUID = 1L;

    private final NativeTable table = new NativeTable();
    private final NativeTableRow head = new NativeTableRow();
    private final List<Boolean> figures = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    /// @param name what it lists, for screen readers
    public Table(String name) {
        addClassName("gf-table-box");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", name);
        getElement().setAttribute("tabindex", "0");
        table.addClassNames("gf-table", "gf-stacks");
        table.getElement().setAttribute("aria-label", name);
        table.getHead().add(head);
        table.getBody();
        add(table);
    }

    /// A further column of text.
    public Table column(String title) {
        return column(title, false);
    }

    /// A further column of figures.
    public Table figures(String title) {
        return column(title, true);
    }

    private Table column(String title, boolean right) {
        NativeTableHeaderCell cell = new NativeTableHeaderCell(title);
        cell.getElement().setAttribute("scope", "col");
        if (right) {
            cell.addClassName("gf-right");
        }
        figures.add(right);
        titles.add(title);
        head.add(cell);
        return this;
    }

    /// A further row, with one cell a column.
    public NativeTableRow row(Component... cells) {
        NativeTableRow row = fill(new NativeTableRow(), cells);
        table.getBody().add(row);
        return row;
    }

    /// A row above all others.
    public NativeTableRow rowOnTop(Component... cells) {
        NativeTableRow row = fill(new NativeTableRow(), cells);
        table.getBody().addComponentAsFirst(row);
        return row;
    }

    /// Sets the cells of a row anew.
    public NativeTableRow fill(NativeTableRow row, Component... cells) {
        if (cells.length != figures.size()) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns.".formatted(cells.length, figures.size()));
        }
        row.removeAll();
        for (int i = 0; i < cells.length; i++) {
            NativeTableCell cell = new NativeTableCell(cells[i]);
            cell.getElement().setAttribute("data-label", titles.get(i)); // shown on a phone
            if (figures.get(i)) {
                cell.addClassName("gf-right");
            }
            row.add(cell);
        }
        return row;
    }

    public void clear() {
        table.getBody().removeAll();
    }

    /// A cell of two lines, the second one lighter.
    public static Component two(Component first, Component second) {
        Span lower = new Span(second);
        lower.addClassName("gf-line2");
        return new Span(first, lower);
    }

    public static Component two(String first, String second) {
        return two(new Span(first), new Span(second));
    }

    public static Component text(String text) {
        return new Span(text);
    }
}
