package gridfare.provider.limit;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.LegId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OurTagsTest {

    @Test
    void aTagIsALegOnlyInTheFormThatWeWrite() {
        var uuid = UUID.fromString("0199d000-0000-7000-8000-0000000000aa");
        assertThat(OurTags.leg(uuid.toString())).isEqualTo(new LegId(uuid));
        assertThat(OurTags.leg(uuid.toString().toUpperCase(Locale.ROOT))).isNull();
        assertThat(OurTags.leg("1-1-1-1-1")).isNull();
        assertThat(OurTags.leg("somebody else's")).isNull();
        assertThat(OurTags.leg(null)).isNull();
    }
}
