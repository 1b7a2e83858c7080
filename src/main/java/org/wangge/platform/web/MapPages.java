package org.wangge.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GeoPoint.Located;
import org.wangge.shared.Page;
import reactor.core.publisher.Mono;

/** A page of things that have a place is given as a map to those who ask for one; everything else about it stays. */
@Component
class MapPages implements HandlerResultHandler, Ordered {

    private static final MediaType GEO_JSON = MediaType.parseMediaType("application/geo+json");

    private final ObjectProvider<HandlerResultHandler> handlers;

    MapPages(ObjectProvider<HandlerResultHandler> handlers) {
        this.handlers = handlers;
    }

    /** RFC 7946, with what a page has beside its items as foreign members. */
    record FeatureCollection(
            String type,
            List<Feature> features,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean totalIsMore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean searchCut) {

        static FeatureCollection of(Page<?> page) {
            List<Feature> features = new ArrayList<>(page.items().size());
            for (Object item : page.items()) {
                features.add(Feature.of((Located) item));
            }
            return new FeatureCollection(
                    "FeatureCollection",
                    features,
                    page.nextCursor(),
                    page.total(),
                    page.totalIsMore(),
                    page.searchCut());
        }
    }

    record Feature(String type, UUID id, @Nullable Point geometry, Located properties) {

        static Feature of(Located item) {
            GeoPoint point = item.point();
            return new Feature("Feature", item.id(), point == null ? null : Point.of(point), item);
        }
    }

    record Point(String type, List<Double> coordinates) {

        static Point of(GeoPoint point) {
            return new Point("Point", List.of(point.longitude(), point.latitude()));
        }
    }

    /** After the page has named the next one in its header, before it is written. */
    @Override
    public int getOrder() {
        return PageLinks.ORDER + 1;
    }

    @Override
    public boolean supports(HandlerResult result) {
        return Page.class.equals(pageOf(result).toClass());
    }

    private static ResolvableType pageOf(HandlerResult result) {
        ResolvableType type = result.getReturnType();
        return Mono.class.equals(type.toClass()) ? type.getGeneric(0) : type;
    }

    private static boolean isLocated(HandlerResult result) {
        return Located.class.isAssignableFrom(pageOf(result).getGeneric(0).toClass());
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        boolean wanted = isMapWanted(exchange);
        if (wanted && !isLocated(result)) {
            // It is JSON too, so that the plain page would go out under this name.
            return Mono.error(() -> new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
        }
        HandlerResult answer = wanted ? asMap(exchange, result) : result;
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return handlers.orderedStream()
                .filter(handler -> !(handler instanceof PageLinks || handler instanceof MapPages))
                .filter(handler -> handler.supports(answer))
                .findFirst()
                .orElseThrow()
                .handleResult(exchange, answer);
    }

    /** The first of what is accepted that is either; what cannot be read is told by whoever writes the answer. */
    private static boolean isMapWanted(ServerWebExchange exchange) {
        try {
            List<MediaType> accepted =
                    new ArrayList<>(exchange.getRequest().getHeaders().getAccept());
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted.stream()
                    .filter(type -> type.includes(MediaType.APPLICATION_JSON) || type.includes(GEO_JSON))
                    .findFirst()
                    .filter(type -> !type.includes(MediaType.APPLICATION_JSON))
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static HandlerResult asMap(ServerWebExchange exchange, HandlerResult result) {
        Object value = result.getReturnValue();
        Mono<?> page = value instanceof Mono<?> later ? later : Mono.justOrEmpty(value);
        exchange.getResponse().getHeaders().setContentType(GEO_JSON);
        return new HandlerResult(
                result.getHandler(),
                page.map(items -> FeatureCollection.of((Page<?>) items)),
                result.getReturnTypeSource());
    }
}
