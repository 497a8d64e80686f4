package gridfare.provider.alibaba;

import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.teautil.models.RuntimeOptions;
import gridfare.provider.limit.StrictHttp;

/// The HTTP client that the vendor's SDK talks through.
///
/// The SDK keeps one client a host in a public map and makes a lenient one where it finds none: it
/// sends a request again, silently, when a kept connection dies, follows redirects, and reads
/// answers of any length. So ours is put there first. Each host's client is shared by all accounts.
final class AlibabaWire {

    static final int CONNECT_MS = (int) StrictHttp.CONNECT.toMillis();
    static final int SILENCE_MS = (int) StrictHttp.SILENCE.toMillis();

    private AlibabaWire() {}

    /// @param port -1 where the end point names none, as the SDK keeps it
    static void prepare(String host, int port) {
        String key = "%s:%d:%d:%d".formatted(host, port, CONNECT_MS, SILENCE_MS);
        ClientHelper.clients.put(key, StrictHttp.CLIENT);
    }

    /// Without the SDK's own retries. The times only matter if the SDK one day stops looking for
    /// its clients where we put ours.
    static RuntimeOptions options() {
        return new RuntimeOptions()
                .setAutoretry(false)
                .setMaxAttempts(1)
                .setConnectTimeout(CONNECT_MS)
                .setReadTimeout(SILENCE_MS);
    }
}
