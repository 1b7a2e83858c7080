package org.wangge.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What takes a database tens of milliseconds at least, with a millisecond of time. */
class StoreTemplateStoreTests {

    private static final TestStore STORE = TestStore.open();
    private static final String THINGS = "things";
    private static final int COUNT = 10_000;
    private static final ReactiveMongoTemplate READS = new StoreTemplate(
            STORE.template().getMongoDatabaseFactory(), STORE.template().getConverter(), () -> false, Mono.never());

    @BeforeAll
    static void store() {
        List<Document> things = IntStream.range(0, COUNT)
                .mapToObj(number -> new Document("_id", number).append("text", "thing ".repeat(20) + number))
                .toList();
        done(STORE.template().insert(things, THINGS).then());
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static Query slow() {
        return Query.query(Criteria.where("text").regex("not there"));
    }

    static Stream<Publisher<?>> reads() {
        return Stream.of(
                READS.find(slow(), Document.class, THINGS),
                READS.count(slow(), THINGS),
                READS.aggregate(
                        Aggregation.newAggregation(
                                Aggregation.match(Criteria.where("text").regex("thing")),
                                Aggregation.group("text").count().as("count")),
                        THINGS,
                        Document.class));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_request_has_a_limit_for_what_it_reads(Publisher<?> read) {
        assertThatThrownBy(() -> done(Flux.from(read)
                        .contextWrite(context -> context.put(StoreTemplate.LONGEST, Duration.ofMillis(1)))
                        .then()))
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(50));
    }

    private static int code(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof MongoException)) {
            cause = cause.getCause();
        }
        return ((MongoException) cause).getCode();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_job_has_none(Publisher<?> read) {
        assertThat(value(Flux.from(read).collectList())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("owners")
    void a_query_with_a_limit_of_its_own_keeps_it(Publisher<?> read) {
        done(Flux.from(read)
                .contextWrite(context -> context.put(StoreTemplate.LONGEST, Duration.ofMillis(1)))
                .then());
    }

    static Stream<Publisher<?>> owners() {
        Query query = Query.query(Criteria.where("text").regex("not there")).maxTime(Duration.ofMinutes(1));
        return Stream.of(READS.find(query, Document.class, THINGS), READS.count(query, THINGS));
    }
}
