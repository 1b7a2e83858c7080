package org.wangge.load;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.bson.Document;
import org.wangge.shared.Ids;
import org.wangge.shared.SearchText;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A district that grows: a few cases, hazards and tasks of one office are open, and beside them stand as many ended ones as are
 * asked for. One worker reported and found all of them and one handler handled them. The ended ones are copies of real ones that
 * were brought there over HTTP.
 */
final class Grown {

    /** Whose all of it is. */
    static final String OFFICE = "001";

    /** What only a few of all cases say, however many there are. */
    static final String RARE = "蜂窝煤";

    private static final int RARE_ONES = 20;
    /** How many steps those have behind them that are open: to file, to dispatch, being handled, to close. */
    private static final int[] OPEN = {1, 4, 6, 7};

    private static final int OPEN_OF_EACH = 10;
    private static final int INSPECTIONS = 15;
    private static final int PLACES = 900;
    /** For ten cases a hazard and a task. */
    private static final int CASES_FOR_ONE = 10;

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String UNTOLD = "dispatch.dueAt";

    private final Clients clients;
    private final Store store;
    private final Document closedCase;
    private final Document hazard;
    private final Document task;
    private int cases;
    private int rest;

    private Grown(Clients clients, Store store) {
        this.clients = clients;
        this.store = store;
        CaseLives lives = new CaseLives(clients);
        for (int steps : OPEN) {
            Flux.range(0, OPEN_OF_EACH)
                    .flatMap(number -> lives.live(OFFICE, steps), 4)
                    .then()
                    .block(PATIENCE);
        }
        String closed = lives.live(OFFICE, CaseLives.STEPS).block(PATIENCE);
        Premises premises = Premises.open(clients, store, PLACES);
        Flux.range(0, INSPECTIONS)
                .flatMap(number -> premises.inspect(OFFICE, 1, 2), 4)
                .then()
                .block(PATIENCE);
        visitAll();
        for (String collection : List.of("cases", "inspections", "hazards", "inspection_tasks")) {
            store.untilNoneHas(collection, UNTOLD);
        }
        this.closedCase = one("cases", "number", closed);
        this.hazard = store.all("hazards").get(0);
        this.task =
                store.any("inspection_tasks", Filters.exists("assigneeIds.0")).orElseThrow();
        this.cases = OPEN.length * OPEN_OF_EACH + 1;
        makeLate();
    }

    /** All that is open is late from the start: else more of it would be at each size, because the run takes a while. */
    private void makeLate() {
        Mono.from(store.collection("cases")
                        .updateMany(
                                Filters.type("dueAt", "date"),
                                Updates.set("dueAt", Date.from(Instant.now().minus(Duration.ofDays(1))))))
                .block(PATIENCE);
    }

    /** With what is open, and nothing that has ended yet. */
    static Grown small(Clients clients, Store store) {
        return new Grown(clients, store);
    }

    private Document one(String collection, String withField, String id) {
        return store.all(collection).stream()
                .filter(found -> found.containsKey(withField)
                        && found.get("_id").toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Tasks of this month at all places. */
    private void visitAll() {
        LocalDate from = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Mono<byte[]> made = clients.create(
                "district",
                "/api/v1/inspection-plans",
                ("{\"name\":\"餐饮月查\",\"checklistCode\":\"CANYIN\",\"selection\":{\"kinds\":[\"CANYIN\"]},"
                                + "\"rhythm\":{\"RED\":\"P1M\",\"ORANGE\":\"P1M\",\"YELLOW\":\"P1M\",\"BLUE\":\"P1M\"},"
                                + "\"from\":\"%s\",\"to\":\"%s\"}")
                        .formatted(from, from.plusMonths(1)));
        String plan = "/api/v1/inspection-plans/" + Clients.idIn(made.block(PATIENCE));
        clients.act("district", plan + "/actions/activate", "{}").block(PATIENCE);
    }

    /** Until there are so many cases, and a tenth as many hazards and tasks. */
    void to(int size) {
        copy("cases", size - cases, this::endedCase);
        cases = size;
        int wanted = size / CASES_FOR_ONE;
        copy("hazards", wanted - rest, this::endedHazard);
        copy("inspection_tasks", wanted - rest, this::doneTask);
        rest = wanted;
    }

    private void copy(String collection, int count, IntFunction<Document> copies) {
        insert(store.collection(collection), count, copies);
    }

    private static void insert(MongoCollection<Document> documents, int count, IntFunction<Document> copies) {
        Flux.range(0, Math.max(0, count))
                .map(copies::apply)
                .buffer(BATCH)
                .flatMap(documents::insertMany, 2)
                .then()
                .block(PATIENCE);
    }

    /** More cases like this one, each changed a second before the last. */
    static void copy(Document example, MongoCollection<Document> documents, int count) {
        insert(documents, count, number -> copy(example, number));
    }

    private static Document copy(Document example, int number) {
        var id = Ids.next();
        Date changed = example.getDate("updatedAt");
        return new Document(example)
                .append("_id", id)
                .append("number", "CX-" + id)
                .append("updatedAt", new Date(changed.getTime() - 1000L * number));
    }

    private Document endedCase(int number) {
        Document copy = copy(closedCase, cases + number);
        // Only the first growth has them, so that what is found stays the same.
        boolean rare = rest == 0 && number < RARE_ONES;
        return rare ? copy.append("search", search(closedCase.get("search", Document.class))) : copy;
    }

    private static Document search(Document usual) {
        SearchText text = SearchText.of(Stream.of(usual.getString("text"), RARE));
        return new Document(usual).append("text", text.text()).append("grams", text.grams());
    }

    private Document endedHazard(int number) {
        var id = Ids.next();
        Document copy = new Document(hazard)
                .append("_id", id)
                .append("number", "YH-" + id)
                .append("state", "CLOSED");
        copy.remove("open");
        copy.remove("escalateAt");
        copy.remove("confirmBy");
        return copy;
    }

    private Document doneTask(int number) {
        var id = Ids.next();
        Document copy = new Document(task)
                .append("_id", id)
                .append("assigneeIds", List.of(worker()))
                .append("state", "DONE");
        copy.remove("turnsAt");
        return copy;
    }

    private Object worker() {
        return closedCase
                .get("report", Document.class)
                .get("reporter", Document.class)
                .get("_id");
    }
}
