package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.LegId;
import gridfare.domain.provider.Machine;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Pending, STARTING",
        "Starting, STARTING",
        "Running, RUNNING",
        "Stopping, STOPPING",
        "Stopped, STOPPED"
    })
    void statesAreTranslated(String word, Machine.State state) {
        assertThat(Words.state(word)).contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "Hibernating", ""})
    void aStateWithAnUnknownNameIsNotGuessed(String word) {
        assertThat(Words.state(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recycling", "Recycling", "RECYCLING"})
    void aReclaimIsNoticedHoweverItIsWritten(String lock) {
        assertThat(Words.isReclaim(lock)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"financial", "security", "recyclingbin", ""})
    void otherLocksAreNoReclaim(String lock) {
        assertThat(Words.isReclaim(lock)).isFalse();
    }

    @Test
    void aTagIsALegOnlyInTheFormThatWeWrite() {
        var uuid = UUID.fromString("0199d000-0000-7000-8000-0000000000aa");
        assertThat(Words.leg(uuid.toString())).isEqualTo(new LegId(uuid));
        assertThat(Words.leg(uuid.toString().toUpperCase(Locale.ROOT))).isNull();
        assertThat(Words.leg("1-1-1-1-1")).isNull();
        assertThat(Words.leg("somebody else's")).isNull();
        assertThat(Words.leg(null)).isNull();
    }
}
