package gridfare.domain.notice;

import gridfare.domain.provider.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret of each address, and what it signs. A secret is derived from the installation's key
/// and the address's id, so that none is stored.
@ApplicationScoped
class WebhookSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    @Inject MasterKey master;

    String of(WebhookId id) {
        return "whsec_"
                + HexFormat.of().formatHex(mac(master.key().getEncoded(), "webhook:" + id.uuid()));
    }

    /// `t=<epoch second>,v1=<hex>` over the second, a dot and the body: whoever listens checks it,
    /// and that the second is near its own.
    String sign(WebhookId id, Instant at, String body) {
        String second = Long.toString(at.getEpochSecond());
        byte[] signature = mac(of(id).getBytes(StandardCharsets.UTF_8), second + "." + body);
        return "t=" + second + ",v1=" + HexFormat.of().formatHex(signature);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No " + ALGORITHM + ".", e);
        }
    }
}
