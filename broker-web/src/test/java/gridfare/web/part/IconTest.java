package gridfare.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IconTest {

    @ParameterizedTest
    @EnumSource
    void isDrawn(Icon icon) throws IOException {
        assertThat(Files.readString(Path.of("src/main/webapp/gridfare/icons.css")))
                .contains("." + icon.cssClass() + " {");
    }
}
