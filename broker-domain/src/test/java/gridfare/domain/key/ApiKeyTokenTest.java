package gridfare.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ApiKeyId KEY =
            new ApiKeyId(UUID.fromString("0199d000-0000-7000-8000-00000000f00d"));

    @Test
    void aTokenNamesItsKeyAndIsReadAgain() {
        var token = ApiKeyToken.random(KEY, RANDOM);

        assertThat(token.reveal())
                .startsWith("gfk_" + KEY.external().substring(4) + "_")
                .hasSize(4 + 26 + 1 + 43);
        assertThat(ApiKeyToken.parse(token.reveal()))
                .hasValueSatisfying(read -> {
                    assertThat(read.key()).isEqualTo(KEY);
                    assertThat(read.hash()).isEqualTo(token.hash());
                });
    }

    @Test
    void noTwoTokensOfAKeyAreAlikeAndNeitherTellsItsSecretToALog() {
        var one = ApiKeyToken.random(KEY, RANDOM);
        var two = ApiKeyToken.random(KEY, RANDOM);

        assertThat(one.hash()).hasSize(32).isNotEqualTo(two.hash());
        assertThat(one).hasToString(two.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gfk_",
                "gfk_01k78000000000000000000000",
                "key_0000000000000000000000000a_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gfk_0000000000000000000000000a_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gfk_0000000000000000000000000a_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gfk_0000000000000000000000000a_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u0660",
                "gfk_000000000000000000000000\u0130a_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatHasNotTheFormIsNoToken(String text) {
        assertThat(ApiKeyToken.parse(text)).isEmpty();
    }
}
