package gridfare.provider.limit;

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

/// The HTTP client that vendors' SDKs talk through, stricter than those they would make: it sends
/// nothing again when a kept connection dies, follows no redirects, and cuts off what is too slow
/// or too long.
public final class StrictHttp {

    public static final Duration CONNECT = Duration.ofSeconds(5);

    /// Until the first byte, and between any two.
    public static final Duration SILENCE = Duration.ofSeconds(5);

    public static final Duration WHOLE = Duration.ofSeconds(10);

    /// Far more than a region's stock of thousands of types takes.
    public static final long ANSWER_BYTES = 16L << 20;

    public static final OkHttpClient CLIENT =
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

    private StrictHttp() {}

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
