package org.wangge.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Operation;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedStore.Beside;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Only what was changed is written, and only to what was read. */
class VersionedStoreTests {

    private static final UUID KEY = new UUID(1, 2);
    private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");

    record Note(
            UUID id,
            long version,
            @Nullable String text,
            List<String> lines,
            @Nullable String operationKey,
            @Nullable String operationHash,
            @Nullable List<Operation.Done> operations)
            implements Versioned {

        @Override
        public String caption() {
            return "note " + id;
        }

        Note with(@Nullable String newText, List<String> newLines) {
            return new Note(id, version + 1, newText, newLines, operationKey, operationHash, operations);
        }
    }

    record Spoken(UUID eventId, Instant at) implements DomainEvent {}

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final TestStore test = TestStore.open(commands::add);
    private final ReactiveMongoTemplate mongo = test.template();
    private final VersionedStore<Note> store =
            new VersionedStores(mongo, new Inserts(mongo), new Nudge()).of(Note.class, "notes");
    private final KeyClaims claims = new KeyClaims(mongo, new Inserts(mongo));
    private final Note note =
            new Note(UUID.randomUUID(), 1, "first", List.of("a", "b", "c"), "someone:key", "hash", null);

    @AfterEach
    void close() {
        test.close();
    }

    private Note stored() {
        store.insert(note, new Beside(List.of(), null, NOW)).block();
        return requireNonNull(store.find(note.id()).block());
    }

    private static Beside by(@Nullable Operation operation) {
        return new Beside(List.of(), operation, NOW);
    }

    private Document raw() {
        return requireNonNull(mongo.findById(note.id(), Document.class, "notes").block());
    }

    @Test
    void what_was_stored_is_read_again() {
        assertThat(stored()).isEqualTo(note);
    }

    @Test
    void a_change_leaves_alone_what_it_did_not_change() {
        Note before = stored();
        mongo.updateFirst(
                        org.springframework.data.mongodb.core.query.Query.query(
                                Criteria.where("_id").is(note.id())),
                        new org.springframework.data.mongodb.core.query.Update().set("keptByOthers", 7),
                        "notes")
                .block();
        Note after = store.change(before, before.with("second", before.lines()), by(null))
                .block();
        assertThat(after).isEqualTo(before.with("second", before.lines()));
        assertThat(raw()).containsEntry("keptByOthers", 7).containsEntry("version", 2L);
    }

    @Test
    void a_field_without_a_value_is_taken_away() {
        Note before = stored();
        store.change(before, before.with(null, before.lines()), by(null)).block();
        assertThat(raw()).doesNotContainKey("text");
    }

    @Test
    void lists_come_out_as_decided_whether_they_grew_were_cut_or_changed() {
        Note before = stored();
        for (List<String> lines : List.of(
                List.of("a", "b", "c", "d"),
                List.of("b", "c", "d", "e", "f"),
                List.of("e", "f", "g"),
                List.of("x"),
                List.<String>of(),
                List.of("y", "z"),
                List.of("y", "other"),
                List.of("y", "other", "y", "other"))) {
            before = requireNonNull(
                    store.change(before, before.with("same", lines), by(null)).block());
            assertThat(before.lines()).isEqualTo(lines);
        }
    }

    @Test
    void the_second_to_decide_on_the_same_version_writes_nothing() {
        Note before = stored();
        assertThat(store.change(before, before.with("one", before.lines()), by(null))
                        .block())
                .isNotNull();
        assertThat(store.change(before, before.with("other", before.lines()), by(null))
                        .block())
                .isNull();
        assertThat(raw()).containsEntry("text", "one");
    }

    @Test
    void events_are_stored_with_the_change_until_there_is_no_more_room() {
        Note before = stored();
        for (int told = 0; told < Outbox.CAPACITY; told++) {
            Beside spoken = new Beside(store.told(List.of(new Spoken(UUID.randomUUID(), NOW))), null, NOW);
            before = requireNonNull(store.change(before, before.with("text " + told, before.lines()), spoken)
                    .block());
        }
        assertThat(raw().getList("outbox", Document.class)).hasSize(Outbox.CAPACITY);
        Beside more = new Beside(store.told(List.of(new Spoken(UUID.randomUUID(), NOW))), null, NOW);
        assertThat(store.change(before, before.with("too much", before.lines()), more)
                        .block())
                .isNull();
    }

    @Test
    void a_document_keeps_the_operations_that_changed_it() {
        Note before = stored();
        Operation operation = new Operation("someone:other", "what", "request");
        Note after = requireNonNull(store.change(before, before.with("second", before.lines()), by(operation))
                .block());
        assertThat(operation.isAmong(after.operations(), after.caption())).isTrue();
        assertThat(raw().getList("operations", Document.class))
                .singleElement()
                .satisfies(done -> assertThat(done).containsOnlyKeys("key", "hash", "at"));
    }

    @Test
    void what_made_a_document_is_known_for_good() {
        stored();
        assertThat(store.findByOperation("someone:key").block()).isEqualTo(note);
        assertThat(store.findByOperation("someone:else").block()).isNull();
    }

    private static Note madeBy(UUID id, Operation operation) {
        String hash = operation.key() == null ? null : operation.bodyHash();
        return new Note(id, 1, "first", List.of(), null, hash, null);
    }

    private Mono<Note> inserted(Operation operation) {
        return claims.idFor(operation).flatMap(id -> store.insert(madeBy(id, operation), by(operation)));
    }

    private VersionedWrites.Written<Note> make(Operation operation) {
        return requireNonNull(VersionedWrites.make(inserted(operation), operation, store::findByOperation)
                .block());
    }

    private static Operation says(String account, String body) {
        return new Operation(account + ":" + KEY, body, "request");
    }

    private List<Document> all() {
        return requireNonNull(
                mongo.findAll(Document.class, "notes").collectList().block());
    }

    @Test
    void what_is_made_under_one_key_is_one_and_under_that_of_another_account_another() {
        VersionedWrites.Written<Note> first = make(says("one", "body"));
        VersionedWrites.Written<Note> again = make(says("one", "body"));
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.file().id()).isEqualTo(first.file().id());
        assertThatThrownBy(() -> make(says("one", "another body"))).isInstanceOf(Refused.class);
        assertThat(make(says("two", "body")).replayed()).isFalse();
        assertThat(all()).hasSize(2).allSatisfy(stored -> assertThat(stored).doesNotContainKey("operationKey"));
    }

    @Test
    void what_is_made_at_once_under_one_key_is_one() {
        List<VersionedWrites.Written<Note>> made = requireNonNull(Flux.range(0, 8)
                .flatMap(i -> VersionedWrites.make(
                        inserted(says("one", "body")), says("one", "body"), store::findByOperation))
                .collectList()
                .block());
        assertThat(made).filteredOn(one -> !one.replayed()).hasSize(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    void where_nothing_is_from_earlier_versions_nobody_looks_for_it() {
        make(says("one", "body"));
        commands.clear();
        make(says("two", "body"));
        make(says("three", "body"));
        assertThat(commands).as("a claim and the thing, each").containsExactly("insert", "insert", "insert", "insert");
    }

    @Test
    void what_was_claimed_and_not_made_because_its_maker_died_is_made_by_the_repeat_once() {
        UUID claimed = requireNonNull(claims.idFor(says("one", "body")).block());
        VersionedWrites.Written<Note> made = make(says("one", "body"));
        assertThat(made.replayed()).isFalse();
        assertThat(made.file().id()).isEqualTo(claimed);
        assertThat(make(says("one", "body")).replayed()).isTrue();
    }

    @Test
    void without_a_key_each_is_another() {
        make(Operation.unkeyed("request"));
        make(Operation.unkeyed("request"));
        assertThat(all()).hasSize(2);
    }

    @Test
    void what_an_earlier_version_made_under_a_key_is_not_made_again() {
        Note earlier = new Note(UUID.randomUUID(), 3, "earlier", List.of(), "one:" + KEY, "body", null);
        mongo.insert(earlier, "notes").block();
        VersionedWrites.Written<Note> again = make(says("one", "body"));
        assertThat(again.replayed()).isTrue();
        assertThat(again.file()).isEqualTo(earlier);
        assertThatThrownBy(() -> make(says("one", "another body"))).isInstanceOf(Refused.class);
        assertThat(make(says("two", "body")).replayed()).isFalse();
        assertThat(all()).hasSize(2);
    }

    @Test
    void a_key_that_made_something_makes_no_change_of_it() {
        make(says("one", "body"));
        Note made = requireNonNull(store.findByOperation("one:" + KEY).block());
        assertThat(says("two", "body").isAmong(made.operations())).isFalse();
        assertThatThrownBy(() -> says("one", "change").isAmong(made.operations()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void operations_are_kept_for_seven_days_and_the_newest_thirty_for_longer() {
        List<Operation.Done> kept = null;
        for (int day = 0; day < 40; day++) {
            kept = Operation.kept(kept, done(day, NOW.plusSeconds(day * 86_400L)));
        }
        assertThat(kept).hasSize(Operation.KEPT).endsWith(done(39, NOW.plusSeconds(39 * 86_400L)));
        for (int second = 0; second < 100; second++) {
            kept = Operation.kept(kept, done(100 + second, NOW.plusSeconds(40 * 86_400L + second)));
        }
        assertThat(kept)
                .as("those of seven days")
                .hasSizeBetween(106, 107)
                .contains(done(34, NOW.plusSeconds(34 * 86_400L)));
        for (int second = 0; second < 1000; second++) {
            kept = Operation.kept(kept, done(1000 + second, NOW.plusSeconds(41 * 86_400L + second)));
        }
        assertThat(kept).as("bounded").hasSize(300);
    }

    private static Operation.Done done(int number, Instant at) {
        return new Operation.Done("key " + number, "hash", at);
    }

    @Test
    void operations_of_earlier_versions_have_no_time_and_are_among_the_newest_thirty_at_least() {
        List<Operation.Done> old = IntStream.range(0, 40)
                .mapToObj(number -> new Operation.Done("old " + number, "hash", null))
                .toList();
        assertThat(Operation.kept(old, done(1, NOW))).hasSize(Operation.KEPT).endsWith(done(1, NOW));
    }
}
