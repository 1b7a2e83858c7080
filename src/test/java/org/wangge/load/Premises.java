package org.wangge.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bson.Document;
import org.locationtech.jts.geom.Point;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Restaurants for the load: a real one in each grid of the offices, and copies of them; and inspections there. */
final class Premises {

    private static final int AT_ONCE = 16;
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CHECKLIST = "CANYIN";

    private final Clients clients;
    private final Map<String, List<Premise>> byOffice;
    private final List<String> items;
    private final AtomicInteger next = new AtomicInteger();

    private record Premise(String office, UUID id, double longitude, double latitude) {}

    private Premises(Clients clients, List<Premise> premises) {
        this.clients = clients;
        this.byOffice = premises.stream().collect(Collectors.groupingBy(Premise::office));
        this.items = clients.getNow(District.worker("001", 1), "/api/v1/checklists/" + CHECKLIST)
                .get("items")
                .valueStream()
                .map((JsonNode item) -> item.get("id").stringValue())
                .toList();
    }

    /** So many in all. */
    static Premises open(Clients clients, Store store, int count) {
        List<Premise> real = Flux.fromIterable(District.OFFICES)
                .flatMap(office -> Flux.fromIterable(District.points(office)).map(point -> Map.entry(office, point)))
                .flatMap(at -> register(clients, at.getKey(), at.getValue()), AT_ONCE)
                .collectList()
                .block(PATIENCE);
        Map<UUID, Document> documents = store.all("places").stream()
                .collect(Collectors.toMap(place -> place.get("_id", UUID.class), place -> place));
        List<Premise> all = new ArrayList<>(real);
        List<Document> copies = new ArrayList<>();
        for (int number = 0; all.size() < count; number++) {
            Premise one = real.get(number % real.size());
            Premise copy = new Premise(one.office(), Ids.next(), one.longitude(), one.latitude());
            all.add(copy);
            copies.add(copy(documents.get(one.id()), copy.id()));
        }
        Flux.fromIterable(copies)
                .buffer(BATCH)
                .concatMap(batch -> store.collection("places").insertMany(batch))
                .then()
                .block(PATIENCE);
        return new Premises(clients, all);
    }

    private static Mono<Premise> register(Clients clients, String office, Point point) {
        String body = String.format(
                Locale.ROOT,
                "{\"kind\":\"%s\",\"name\":\"餐馆%s\",\"address\":\"滨江路\",\"position\":{\"longitude\":%.6f,\"latitude\":%.6f}}",
                CHECKLIST,
                Ids.next(),
                point.getX(),
                point.getY());
        return clients.create(District.worker(office, 1), "/api/v1/places", body)
                .map(made -> new Premise(office, UUID.fromString(Clients.idIn(made)), point.getX(), point.getY()));
    }

    private static Document copy(Document place, UUID id) {
        Document copy = new Document(place);
        copy.put("_id", id);
        copy.put("name", place.getString("name") + id);
        copy.put("operationKey", id.toString());
        return copy;
    }

    /** A worker of the office inspects the next of its places: the whole list in one call, of which these items fail. */
    Mono<byte[]> inspect(String office, int workerNumber, int failures) {
        List<Premise> places = byOffice.get(office);
        Premise place = places.get(next.getAndIncrement() % places.size());
        int first = next.get() % items.size();
        List<String> answers = new ArrayList<>();
        for (int number = 0; number < items.size(); number++) {
            boolean failed = (number - first + items.size()) % items.size() < failures;
            answers.add("{\"itemId\":\"%s\",\"answer\":\"%s\"%s}"
                    .formatted(items.get(number), failed ? "FAIL" : "PASS", failed ? ",\"note\":\"不合格，现场无法拍照\"" : ""));
        }
        String body = String.format(
                Locale.ROOT,
                "{\"placeId\":\"%s\",\"checklistCode\":\"%s\",\"checkIn\":{\"position\":{\"longitude\":%.6f,\"latitude\":%.6f}},"
                        + "\"answers\":[%s],\"submit\":{\"refusal\":{\"text\":\"店主不在\"}}}",
                place.id(),
                CHECKLIST,
                place.longitude(),
                place.latitude(),
                String.join(",", answers));
        return clients.create(District.worker(office, workerNumber), "/api/v1/inspections", body);
    }
}
