package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.Machine;
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
}
