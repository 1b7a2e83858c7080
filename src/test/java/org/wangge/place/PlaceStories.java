package org.wangge.place;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Town;
import tools.jackson.databind.JsonNode;

/** Places as their people register them over HTTP. */
public final class PlaceStories {

    public static final String WORKER = "worker-001-1";
    public static final String HANDLER = "handler-001";
    public static final String DISPATCHER = "dispatcher-001";
    public static final String DISTRICT = "district";

    private final Town town;

    public PlaceStories(Town town) {
        this.town = town;
    }

    /** A restaurant in the middle of the town, of a name of its own. */
    public static Map<String, Object> restaurant(String name) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("kind", "CANYIN");
        place.put("name", name);
        place.put("address", "滨江路3号");
        place.put("position", Map.of("longitude", 104.7600, "latitude", 31.4576));
        place.put("owner", Map.of("name", "王五", "phone", "19900001234"));
        place.put("contact", Map.of("name", "王六", "phone", "19900005678"));
        place.put("areaSquareMetres", 80);
        return place;
    }

    public static Map<String, Object> with(Map<String, Object> place, String field, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(place);
        other.put(field, value);
        return other;
    }

    public WebTestClient.ResponseSpec register(String user, Map<String, Object> place, UUID key) {
        return town.as(user)
                .post()
                .uri("/api/v1/places")
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(place)
                .exchange();
    }

    public JsonNode registered(Map<String, Object> place) {
        return Town.bodyOf(
                register(WORKER, place, UUID.randomUUID()).expectStatus().isCreated());
    }

    public WebTestClient.ResponseSpec put(String user, JsonNode place, Object body, long seen) {
        return town.as(user)
                .put()
                .uri(path(place))
                .header("If-Match", "\"" + seen + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public static String path(JsonNode place) {
        return "/api/v1/places/" + place.get("id").stringValue();
    }

    public static UUID idOf(JsonNode place) {
        return UUID.fromString(place.get("id").stringValue());
    }
}
