package org.wangge.platform.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How long browsers may keep what the pages are made of. Ours they may keep and must ask for each time, so that an upgrade is seen with
 * the next view; a library has its version in its path, so they need never ask again. Answers of the API and refusals stay as they are.
 */
@Component
class StaticCaching implements WebFilter {

    private static final Map<String, String> FOLDERS = Map.of("/", "/index.html", "/worker/", "/worker/index.html");
    private static final List<String> OURS = List.of("/desk/", "/worker/", "/docs/");
    private static final Pattern VERSIONED = Pattern.compile("/(webjars|_static)/[^/]+/[0-9][^/]*/.+");
    private static final Set<Integer> GIVEN = Set.of(200, 206, 304);

    private static final String ASK_EACH_TIME = "no-cache";
    /** A year, which is as long as anybody keeps anything. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        HttpMethod method = exchange.getRequest().getMethod();
        boolean isVersioned = VERSIONED.matcher(path).matches();
        boolean isOurs = FOLDERS.containsKey(path) || OURS.stream().anyMatch(path::startsWith);
        if (!isVersioned && !isOurs || !Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(method)) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        // After those of the security filters, which say that nothing may be kept.
        response.beforeCommit(() -> Mono.fromRunnable(() -> mayBeKept(response, isVersioned)));
        String file = FOLDERS.get(path);
        return chain.filter(
                file == null
                        ? exchange
                        : exchange.mutate()
                                .request(request -> request.path(file))
                                .build());
    }

    private static void mayBeKept(ServerHttpResponse response, boolean isVersioned) {
        HttpStatusCode status = response.getStatusCode();
        if (status != null && !GIVEN.contains(status.value())) {
            return;
        }
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.PRAGMA);
        headers.remove(HttpHeaders.EXPIRES);
        headers.setCacheControl(isVersioned ? FOR_EVER : ASK_EACH_TIME);
        // Packed or not: those in between must not mistake one for the other.
        if (!headers.getVary().contains(HttpHeaders.ACCEPT_ENCODING)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }
}
