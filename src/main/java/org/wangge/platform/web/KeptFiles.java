package org.wangge.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.resource.HttpResource;
import org.springframework.web.reactive.resource.ResourceResolver;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/**
 * Files read once and kept in memory, as they are and compressed, each known by its content: the same bytes always have the same
 * entity tag, on every instance and after every start. One that lies in a folder is read again when it was changed there.
 */
final class KeptFiles implements ResourceResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> TEXTS = Set.of("js", "mjs", "css", "html", "json", "svg", "map", "txt");
    /** What is shorter hardly gets smaller. */
    private static final int WORTH_IT = 400;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Blocking blocking;

    KeptFiles(Blocking blocking) {
        this.blocking = blocking;
    }

    /** @param packed null where packing is not worth it */
    private record Kept(
            long changedAt, File plain, @Nullable File packed) {

        File of(ServerHttpRequest request) {
            return packed != null && takesGzip(request) ? packed : plain;
        }
    }

    private static final class File extends ByteArrayResource implements HttpResource {

        private final String name;
        private final String etag;
        private final HttpHeaders headers = new HttpHeaders();

        File(byte[] bytes, String name, boolean packed) {
            super(bytes);
            this.name = name;
            this.etag = '"' + hash(bytes) + '"';
            if (packed) {
                headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            return headers;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return etag.hashCode();
        }
    }

    /** Strong: the bytes are the same, packing included. */
    static @Nullable String etag(Resource file) {
        return file instanceof File one ? one.etag : null;
    }

    @Override
    public Mono<Resource> resolveResource(
            @Nullable ServerWebExchange exchange,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Mono<Resource> found = chain.resolveResource(exchange, path, locations);
        return exchange == null ? found : found.flatMap(this::kept).map(file -> file.of(exchange.getRequest()));
    }

    @Override
    public Mono<String> resolveUrlPath(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    private Mono<Kept> kept(Resource resource) {
        return Mono.defer(() -> {
            Kept known = kept.get(resource.getDescription());
            return known != null && known.changedAt() == changedAt(resource)
                    ? Mono.just(known)
                    : blocking.call(PATIENCE, () -> read(resource));
        });
    }

    /** Files in the jar do not change while it runs. */
    private static long changedAt(Resource resource) {
        try {
            return resource.isFile() ? resource.lastModified() : 0;
        } catch (IOException gone) {
            return -1;
        }
    }

    private Kept read(Resource resource) throws IOException {
        long changedAt = changedAt(resource);
        byte[] bytes;
        try (InputStream stream = resource.getInputStream()) {
            bytes = stream.readAllBytes();
        }
        String name = String.valueOf(resource.getFilename());
        byte[] packed = isText(name) && bytes.length >= WORTH_IT ? pack(bytes) : bytes;
        Kept file = new Kept(
                changedAt,
                new File(bytes, name, false),
                packed.length < bytes.length ? new File(packed, name, true) : null);
        kept.put(resource.getDescription(), file);
        return file;
    }

    private static boolean isText(String name) {
        String ending = StringUtils.getFilenameExtension(name);
        return ending != null && TEXTS.contains(ending);
    }

    /** The same for the same bytes: the head of the format would hold a time, but Java writes none. */
    private static byte[] pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(whole, 0, whole.length / 2);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean takesGzip(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(part -> part.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(part -> part.equals("gzip") || part.matches("gzip;q=(1(\\.0*)?|0?\\.0*[1-9][0-9]*)"));
    }
}
