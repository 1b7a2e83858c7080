package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexInfo;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;
import org.wangge.work.EarlierKeys;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

class IndexSetupStoreTests {

    private static final TestStore STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static MongoDatabase database() {
        return value(STORE.template().getMongoDatabase());
    }

    private static Map<String, IndexInfo> indexes(String collection) {
        return value(STORE.template().indexOps(collection).getIndexInfo().collectMap(IndexInfo::getName, info -> info));
    }

    private static void start(Index... indexes) {
        StoreIndexes declared = () -> Map.of("parcels", List.of(indexes));
        done(IndexSetup.create(database(), List.of(declared)));
    }

    @Test
    void one_whose_options_or_fields_changed_is_made_anew_and_others_stay() {
        done(STORE.template().dropCollection("parcels"));
        start(new Index("number", Direction.ASC).unique(), new Index("sender", Direction.ASC).named("who"));
        start(
                new Index("number", Direction.ASC),
                new Index("receiver", Direction.ASC).named("who"),
                new Index("weight", Direction.DESC));
        assertThat(indexes("parcels")).containsOnlyKeys("_id_", "number_1", "who", "weight_-1");
        assertThat(indexes("parcels").get("number_1")).matches(info -> !info.isUnique());
        assertThat(indexes("parcels").get("who").getIndexFields().get(0).getKey())
                .isEqualTo("receiver");
        start(new Index("weight", Direction.DESC));
        assertThat(indexes("parcels")).hasSize(4);
    }

    @Test
    void unique_ones_of_earlier_versions_become_plain_with_all_that_they_hold() {
        start(
                new Index("number", Direction.ASC).unique(),
                new Index("operationKey", Direction.ASC).unique().sparse());
        done(STORE.template().insert(new Document("number", 1).append("operationKey", "one"), "parcels"));
        start(new Index("number", Direction.ASC), EarlierKeys.index());
        assertThat(indexes("parcels").get("operationKey_1"))
                .matches(IndexInfo::isSparse)
                .matches(info -> !info.isUnique());
        assertThat(indexes("parcels").get("number_1")).matches(info -> !info.isUnique());
        done(STORE.template().insert(new Document("number", 1).append("operationKey", "one"), "parcels"));
        assertThat(value(STORE.template()
                        .count(Query.query(Criteria.where("operationKey").is("one")), "parcels")))
                .isEqualTo(2);
        done(STORE.template().dropCollection("parcels"));
    }

    @Test
    void what_modules_declare_is_there_after_one_start_and_after_several_at_once() {
        StoreIndexes declared = () -> Map.of(
                "letters",
                List.of(
                        new Index("sender", Direction.ASC).on("sentAt", Direction.DESC),
                        new Index("number", Direction.ASC).unique().sparse(),
                        new Index("town", Direction.ASC).named("by_town")),
                "stamps",
                List.of(new Index("colour", Direction.ASC)));
        Mono<Void> start = IndexSetup.create(database(), List.of(declared));
        done(Mono.when(start, start));
        done(start);

        Map<String, IndexInfo> letters =
                value(STORE.template().indexOps("letters").getIndexInfo().collectMap(IndexInfo::getName, info -> info));
        assertThat(letters).containsOnlyKeys("_id_", "sender_1_sentAt_-1", "number_1", "by_town");
        assertThat(letters.get("number_1")).matches(IndexInfo::isUnique).matches(IndexInfo::isSparse);
        assertThat(letters.get("by_town")).matches(info -> !info.isUnique()).matches(info -> !info.isSparse());
        assertThat(value(STORE.template().indexOps("stamps").getIndexInfo().count()))
                .isEqualTo(2);
    }
}
