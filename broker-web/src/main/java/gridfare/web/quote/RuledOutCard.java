package gridfare.web.quote;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.RuledOut;
import gridfare.web.part.Card;
import gridfare.web.part.Meter;
import gridfare.web.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Which constraint ruled out how many offers, and the smallest change that would help.
final class RuledOutCard extends Div {

    private static final long serialVersionUID = 1L;

    RuledOutCard(RuledOut ruledOut, Texts t) {
        Card card =
                new Card(t.get("ruled-out.title"))
                        .sub(t.get("ruled-out.sub", ruledOut.total(), ruledOut.candidates()));
        NativeTable table = new NativeTable();
        table.addClassNames("gf-table", "gf-stacks");
        NativeTableRow head = table.getHead().addRow();
        head.addHeaderCell().setText(t.get("ruled-out.constraint"));
        right(head, t.get("ruled-out.offers"));
        head.addHeaderCell();
        right(head, t.get("ruled-out.alone"));
        head.addHeaderCell().setText(t.get("ruled-out.change"));
        ruledOut.counts()
                .forEach((constraint, count) -> {
                    NativeTableRow row = table.getBody().addRow();
                    row.addDataCell().setText(t.word(constraint));
                    figure(row, t.number(count.first()));
                    row.addDataCell()
                            .add(
                                    new Meter(
                                            (double) count.first()
                                                    / Math.max(1, ruledOut.candidates()),
                                            t.word(constraint)));
                    figure(row, t.number(count.alone()));
                    row.addDataCell().setText(relaxation(ruledOut, constraint, t));
                });
        card.add((Component) table);
        card.setVisible(!ruledOut.counts().isEmpty());
        add(card);
    }

    private static String relaxation(RuledOut ruledOut, Constraint constraint, Texts t) {
        return ruledOut.relaxations().stream()
                .filter(relaxation -> relaxation.constraint() == constraint)
                .findFirst()
                .map(relaxation ->
                        t.get(
                                "relaxation." + constraint.name(),
                                BigDecimal.valueOf(relaxation.limit())
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .stripTrailingZeros()
                                        .toPlainString()))
                .orElse("–");
    }

    private static void right(NativeTableRow row, String text) {
        var cell = row.addHeaderCell();
        cell.setText(text);
        cell.addClassName("gf-right");
    }

    private static void figure(NativeTableRow row, String text) {
        var cell = row.addDataCell();
        cell.setText(text);
        cell.addClassName("gf-right");
    }
}
