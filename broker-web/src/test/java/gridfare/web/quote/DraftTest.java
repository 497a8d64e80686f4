package gridfare.web.quote;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.match.QosTier;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

    @Test
    void whatWasFilledInComesBack() {
        var chips = List.of("a100-sxm-80", "h100-sxm-80");
        var draft =
                new Draft(
                        Map.of(
                                "chips", Draft.several(chips),
                                "gpus", "0",
                                "budget", "2600.5",
                                "deadline", "2026-12-01T09:00",
                                "tier", "REALTIME"));

        Draft back = Draft.read(draft.json()).orElseThrow();

        assertThat(back.several("chips")).isEqualTo(chips);
        assertThat(back.whole("gpus")).as("also what is at fault").isZero();
        assertThat(back.decimal("budget")).isEqualTo(new BigDecimal("2600.5"));
        assertThat(back.time("deadline")).isEqualTo(LocalDateTime.of(2026, 12, 1, 9, 0));
        assertThat(back.constant("tier", QosTier.class, QosTier.STANDARD))
                .isEqualTo(QosTier.REALTIME);
        assertThat(back.several("jurisdictions")).isEmpty();
        assertThat(back.whole("memory")).isNull();
    }

    @ParameterizedTest(name = "text <{0}>")
    @ValueSource(strings = {"", "[]", "null", "{\"gpus\": {}}", "{", "\"x\""})
    void whatIsNoDraftIsNone(String text) {
        assertThat(Draft.read(text)).isEmpty();
    }

    @Test
    void whatMakesNoSenseCountsAsLeftOut() {
        Draft draft =
                Draft.read(
                                """
                                {"gpus": "many", "budget": "1e", "deadline": "soon", "tier": "GOLD", "place": null}
                                """)
                        .orElseThrow();

        assertThat(draft.whole("gpus")).isNull();
        assertThat(draft.decimal("budget")).isNull();
        assertThat(draft.time("deadline")).isNull();
        assertThat(draft.text("place")).isNull();
        assertThat(draft.constant("tier", QosTier.class, QosTier.STANDARD))
                .isEqualTo(QosTier.STANDARD);
    }
}
