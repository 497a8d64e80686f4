package gridfare.web.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import java.util.Locale;

/// A drawing by ECharts (SVG). Colours come from the page's tokens, also after the theme changed:
/// in the option, write `var(--gf-s1)` and it is replaced. Always beside a table or with a summary
/// in words, which is its name.
@Tag("div")
@JavaScript("context://webjars/echarts/5.3.1/dist/echarts.min.js")
@JavaScript("context://gridfare/chart.js")
public final class Chart extends Div {

    private static final long serialVersionUID = 1L;

    private String option = "{}";

    /// @param summary what the drawing shows, in words with the main figures
    public Chart(String summary, int heightPx) {
        addClassName("gf-chart");
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", summary);
        getStyle().set("height", String.format(Locale.ROOT, "%dpx", heightPx));
    }

    /// @param json an option of ECharts
    public void show(String json) {
        option = json;
        if (isAttached()) {
            draw();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        draw();
    }

    private void draw() {
        getElement().executeJs("window.gridfareChart(this, $0)", option);
    }
}
