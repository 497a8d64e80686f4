package gridfare.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gridfare.pricing.market.ProviderId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedSecretTest {

    private static final MasterKey KEY = MasterKey.of(new byte[32]);
    private static final ProviderId PROVIDER = new ProviderId(new UUID(1, 2));

    private final SealedSecret sealed = SealedSecret.seal(KEY, PROVIDER, "s3cret");

    @Test
    void opensWithItsKeyForItsProvider() {
        assertThat(sealed.open(KEY, PROVIDER)).isEqualTo("s3cret");
        assertThat(sealed.text()).doesNotContain("s3cret");
        assertThat(SealedSecret.seal(KEY, PROVIDER, "s3cret").text()).isNotEqualTo(sealed.text());
    }

    @Test
    void opensForNobodyElse() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatIllegalStateException()
                .isThrownBy(() -> sealed.open(MasterKey.of(other), PROVIDER));
        assertThatIllegalStateException()
                .isThrownBy(() -> sealed.open(KEY, new ProviderId(new UUID(1, 3))));
    }

    @Test
    void showsNothingInALog() {
        assertThat(sealed.toString() + KEY).doesNotContain(sealed.text());
    }
}
