package org.wangge.notification.push;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The Admin SDK's way out, over the JDK's client: sends what is meant for Google's messaging host to the endpoint configured,
 * and keeps the SDK from repeating a 503 by itself (it would hold a thread for eight seconds, see ADR 0005): our queue does
 * that, with the time the server asked for.
 */
final class FcmTransport extends HttpTransport {

    static final String GOOGLE = "https://fcm.googleapis.com";

    /** Where a 503's own Retry-After is kept while the SDK is told to give up. */
    static final String ASKED_RETRY_AFTER = "X-Asked-Retry-After";

    private static final String RETRY_AFTER = "Retry-After";
    private static final String TOO_LONG_FOR_THE_SDK = "86400";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final List<String> SET_BY_THE_CLIENT =
            List.of("content-length", "host", "connection", "accept-encoding");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final String endpoint;
    private final Duration patience;

    FcmTransport(URI endpoint) {
        this(endpoint, ANSWER);
    }

    /** @param patience for an answer as a whole */
    FcmTransport(URI endpoint, Duration patience) {
        this.patience = patience;
        this.endpoint = endpoint.toString().replaceFirst("/+$", "");
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        String target = url.startsWith(GOOGLE) ? endpoint + url.substring(GOOGLE.length()) : url;
        return new Request(method, URI.create(target));
    }

    private final class Request extends LowLevelHttpRequest {

        private final String method;
        private final HttpRequest.Builder builder;

        Request(String method, URI target) {
            this.method = method;
            this.builder = HttpRequest.newBuilder(target);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                builder.setHeader(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(body);
            }
            if (getContentType() != null) {
                builder.setHeader("Content-Type", getContentType());
            }
            if (getContentEncoding() != null) {
                builder.setHeader("Content-Encoding", getContentEncoding());
            }
            builder.method(
                    method,
                    body.size() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toByteArray()));
            return new Response(answered(client.sendAsync(builder.build(), BodyHandlers.ofByteArray())));
        }

        /** The client's own limit ends with the head of an answer, so that a body which stalls would hold a thread for good. */
        private HttpResponse<byte[]> answered(CompletableFuture<HttpResponse<byte[]>> sending) throws IOException {
            try {
                return sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException tooLong) {
                throw new HttpTimeoutException("no answer within " + patience);
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof IOException known ? known : new IOException(failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while sending", interrupted);
            } finally {
                sending.cancel(true);
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {

        private final HttpResponse<byte[]> response;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();

        Response(HttpResponse<byte[]> response) {
            this.response = response;
            response.headers()
                    .map()
                    .forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
            if (response.statusCode() == 503) {
                response.headers()
                        .firstValue(RETRY_AFTER)
                        .ifPresent(asked -> headers.add(Map.entry(ASKED_RETRY_AFTER, asked)));
                headers.removeIf(header -> header.getKey().equalsIgnoreCase(RETRY_AFTER));
                headers.add(Map.entry(RETRY_AFTER, TOO_LONG_FOR_THE_SDK));
            }
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(response.body());
        }

        @Override
        public @Nullable String getContentEncoding() {
            return response.headers().firstValue("Content-Encoding").orElse(null);
        }

        @Override
        public long getContentLength() {
            return response.body().length;
        }

        @Override
        public @Nullable String getContentType() {
            return response.headers().firstValue("Content-Type").orElse(null);
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + response.statusCode();
        }

        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        public @Nullable String getReasonPhrase() {
            return null;
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }
    }
}
