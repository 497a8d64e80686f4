package gridfare.provider.alibaba;

import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.teautil.models.RuntimeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/// The HTTP client that the vendor's SDK talks through, stricter than the one it would make.
///
/// The SDK keeps one client a host in a public map and makes a lenient one where it finds none: it
/// sends a request again, silently, when a kept connection dies, follows redirects, and reads
/// answers of any length. So ours is put there first. Each host's client is shared by all accounts.
final class AlibabaWire {

    static final Duration CONNECT = Duration.ofSeconds(5);

    /// Until the first byte, and between any two.
    static final Duration SILENCE = Duration.ofSeconds(5);

    static final Duration WHOLE = Duration.ofSeconds(10);

    /// Far more than a region's stock of thousands of types takes.
    static final long ANSWER_BYTES = 16L << 20;

    private static final OkHttpClient STRICT =
            new OkHttpClient.Builder()
                    .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .writeTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .callTimeout(WHOLE.toMillis(), TimeUnit.MILLISECONDS)
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectionPool(new ConnectionPool(16, 30, TimeUnit.SECONDS))
                    .addInterceptor(chain -> bounded(chain.proceed(chain.request())))
                    .build();

    private AlibabaWire() {}

    /// @param port -1 where the end point names none, as the SDK keeps it
    static void prepare(String host, int port) {
        String key = "%s:%d:%d:%d".formatted(host, port, CONNECT.toMillis(), SILENCE.toMillis());
        ClientHelper.clients.put(key, STRICT);
    }

    /// Without the SDK's own retries. The times only matter if the SDK one day stops looking for
    /// its clients where we put ours.
    static RuntimeOptions options() {
        return new RuntimeOptions()
                .setAutoretry(false)
                .setMaxAttempts(1)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setReadTimeout((int) SILENCE.toMillis());
    }

    private static Response bounded(Response response) {
        ResponseBody body = response.body();
        return body == null ? response : response.newBuilder().body(new BoundedBody(body)).build();
    }

    /// Fails once more than [#ANSWER_BYTES] have come, after decompression.
    private static final class BoundedBody extends ResponseBody {

        private final ResponseBody body;
        private final BufferedSource source;

        BoundedBody(ResponseBody body) {
            this.body = body;
            this.source = Okio.buffer(new BoundedSource(body.source()));
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }

    private static final class BoundedSource extends ForwardingSource {

        private long left = ANSWER_BYTES;

        BoundedSource(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            if (read > 0) left -= read;
            if (left < 0) throw new IOException("An answer of more than " + ANSWER_BYTES + " B.");
            return read;
        }
    }
}
