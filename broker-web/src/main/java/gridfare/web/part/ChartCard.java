package gridfare.web.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.button.Button;
import java.util.Map;

/// A drawing and, at a press, the same figures as a table.
public final class ChartCard {

    /// The page's face; ECharts does not inherit it.
    public static final String FONT =
            "Inter, system-ui, 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ChartCard() {}

    /// @param toggle the button's word, e.g. `Table`
    public static Card of(Card card, String toggle, Chart chart, Table table) {
        table.setVisible(false);
        Button button =
                Buttons.small(
                        Buttons.plain(
                                toggle,
                                Icon.LIST,
                                click -> {
                                    boolean show = !table.isVisible();
                                    table.setVisible(show);
                                    chart.setVisible(!show);
                                    click.getSource()
                                            .getElement()
                                            .setAttribute("aria-pressed", String.valueOf(show));
                                }));
        button.getElement().setAttribute("aria-pressed", "false");
        card.tools(button);
        card.inside(chart);
        card.add(table);
        return card;
    }

    /// An option of ECharts as JSON.
    public static String json(Map<String, ?> option) {
        try {
            return MAPPER.writeValueAsString(option);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + option, e);
        }
    }
}
