package gridfare.domain.provider;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The key that providers' secrets are sealed with; made by the web's configuration from
/// `GRIDFARE_MASTER_KEY`, never stored.
///
/// @param key AES, 256 bits
public record MasterKey(SecretKey key) {

    /// @param raw 32 bytes
    public static MasterKey of(byte[] raw) {
        if (raw.length != 32) {
            throw new IllegalArgumentException(
                    "A master key has 32 bytes, not " + raw.length + ".");
        }
        return new MasterKey(new SecretKeySpec(raw, "AES"));
    }

    @Override
    public String toString() {
        return "MasterKey[secret]";
    }
}
