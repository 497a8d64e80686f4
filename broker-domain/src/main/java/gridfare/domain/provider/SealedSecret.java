package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A provider's secret as it lies in the database: encrypted with a data key of its own, which is
/// encrypted with the master key (AES-256-GCM both). The provider's id is authenticated with it, so
/// a row that is moved to another provider does not open.
///
/// Form: `v1.<data key>.<secret>`, each part Base64 of nonce, text and tag.
public record SealedSecret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1";

    public static SealedSecret seal(MasterKey master, ProviderId provider, String secret) {
        byte[] dataKey = new byte[32];
        RANDOM.nextBytes(dataKey);
        SecretKey inner = new SecretKeySpec(dataKey, "AES");
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new SealedSecret(
                String.join(
                        ".",
                        VERSION,
                        base64.encodeToString(encrypt(master.key(), provider, dataKey)),
                        base64.encodeToString(
                                encrypt(
                                        inner,
                                        provider,
                                        secret.getBytes(StandardCharsets.UTF_8)))));
    }

    /// @throws IllegalStateException if it was sealed with another key, for another provider, or
    ///   changed
    public String open(MasterKey master, ProviderId provider) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException("Sealed in an unknown form.");
        }
        byte[] dataKey = decrypt(master.key(), provider, Base64.getDecoder().decode(parts[1]));
        byte[] secret =
                decrypt(
                        new SecretKeySpec(dataKey, "AES"),
                        provider,
                        Base64.getDecoder().decode(parts[2]));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private static byte[] encrypt(SecretKey key, ProviderId provider, byte[] clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, provider).doFinal(clear);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal.", e);
        }
    }

    private static byte[] decrypt(SecretKey key, ProviderId provider, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, provider)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of " + provider + " does not open.", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, ProviderId provider)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(provider.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SealedSecret[...]";
    }
}
