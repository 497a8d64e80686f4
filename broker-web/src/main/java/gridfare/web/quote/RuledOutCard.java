package gridfare.web.quote;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.RuledOut;
import gridfare.web.part.Card;
import gridfare.web.part.Meter;
import gridfare.web.part.Table;
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
        Table table =
                new Table(t.get("ruled-out.title"))
                        .column(t.get("ruled-out.constraint"))
                        .figures(t.get("ruled-out.offers"))
                        .column("")
                        .figures(t.get("ruled-out.alone"))
                        .column(t.get("ruled-out.change"));
        ruledOut.counts()
                .forEach((constraint, count) ->
                        table.row(
                                Table.text(t.word(constraint)),
                                Table.text(t.number(count.first())),
                                new Meter(
                                        (double) count.first() / Math.max(1, ruledOut.candidates()),
                                        t.word(constraint)),
                                Table.text(t.number(count.alone())),
                                Table.text(relaxation(ruledOut, constraint, t))));
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
}
