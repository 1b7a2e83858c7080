package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.GuardedWrites;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.ShardKeys;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Each collection can be spread over shards by its key, or stays whole; see {@code deploy/sharding.md}. The rules are MongoDB's: a unique
 * index begins with the key, and a write to one document says where it is.
 */
@WanggeTest
@AloneInTown
class ShardKeysTests {

    private static final Path PAGE = Path.of("deploy/sharding.md");

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private List<StoreIndexes> modules;

    @Autowired
    private List<RecurringJob> jobs;

    @Autowired
    private GuardedWrites writes;

    private final Map<String, BsonDocument> keys = ShardKeys.all();

    /** One of each kind of document, so that its collection is there. */
    private void somethingHappens() {
        writes.listen();
        CaseStories cases = new CaseStories(town);
        HazardStories hazards = new HazardStories(town);
        town.photo(WORKER);
        cases.closed("分片" + UUID.randomUUID());
        JsonNode place = hazards.restaurant();
        hazards.rectifying(place);
        plan();
        Awaited.done(Flux.fromIterable(jobs).concatMap(RecurringJob::run).then());
        Query untold = Query.query(Criteria.where("outbox").exists(true));
        Eventually.until(
                "all is told",
                () -> Awaited.value(mongo.count(untold, "cases")) + Awaited.value(mongo.count(untold, "hazards")) == 0);
        writes.stop();
    }

    private void plan() {
        JsonNode plan = Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", PlanBodies.weekly("CANYIN"))
                .expectStatus()
                .isCreated());
        town.post(
                        DISPATCHER,
                        "/api/v1/inspection-plans/" + plan.get("id").stringValue() + "/actions/activate",
                        Map.of())
                .expectStatus()
                .isOk();
    }

    private Set<String> collections() {
        Set<String> all = new TreeSet<>(Awaited.value(mongo.getCollectionNames().collectList()));
        modules.forEach(module -> all.addAll(module.indexes().keySet()));
        all.removeIf(name -> name.startsWith("system."));
        return all;
    }

    @Test
    void each_collection_can_be_spread_or_stays_whole() throws IOException {
        somethingHappens();
        assertThat(keys.keySet())
                .as("compare src/test/resources/shard-keys.txt")
                .containsAll(collections());
        assertThat(uniqueBeyondTheKey()).isEmpty();
        assertThat(writes.heard()).contains("cases", "hazards", "places", "notices", "inspection_tasks");
        assertThat(writes.astray()).as("one document, but on which shard?").isEmpty();
        String page = Files.readString(PAGE);
        assertThat(keys)
                .allSatisfy((collection, key) -> assertThat(page)
                        .contains(
                                key.isEmpty()
                                        ? "`" + collection + "`"
                                        : "sh.shardCollection(\"wangge." + collection + "\", " + key.toJson() + ")"));
    }

    @Test
    void what_the_rules_forbid_is_noticed() {
        BsonDocument hashed = keys.get("cases");
        assertThat(ShardKeys.isUniqueOnOneShard(List.of("number"), hashed)).isFalse();
        assertThat(ShardKeys.isUniqueOnOneShard(List.of("_id"), hashed)).isTrue();
        assertThat(ShardKeys.isUniqueOnOneShard(List.of("caseId", "line.sequence"), keys.get("case_journal")))
                .isTrue();
        assertThat(ShardKeys.isUniqueOnOneShard(List.of("hazardId", "line.sequence"), keys.get("hazard_journal")))
                .isTrue();
        writes.listen();
        Update nothing = new Update().set("seen", true);
        Awaited.done(mongo.updateFirst(Query.query(Criteria.where("number").is("none")), nothing, "cases"));
        Awaited.done(mongo.updateFirst(
                Query.query(Criteria.where("_id").in(List.of(new UUID(0, 1)))), nothing, "hazards"));
        Awaited.done(mongo.updateFirst(Query.query(Criteria.where("_id").is(new UUID(0, 1))), nothing, "places"));
        Awaited.done(mongo.findAndRemove(Query.query(Criteria.where("_id").is(1)), Document.class, "live_events"));
        writes.stop();
        assertThat(writes.astray()).containsExactly("cases [number]", "hazards [_id]", "live_events [_id]");
    }

    private List<String> uniqueBeyondTheKey() {
        List<String> all = new ArrayList<>();
        for (String collection : collections()) {
            BsonDocument key = keys.get(collection);
            if (!key.isEmpty()) {
                Awaited.value(mongo.getCollection(collection)
                                .flatMapMany(MongoCollection::listIndexes)
                                .filter(index -> index.getBoolean("unique", false))
                                .map(index -> List.copyOf(
                                        index.get("key", Document.class).keySet()))
                                .filter(fields -> !ShardKeys.isUniqueOnOneShard(fields, key))
                                .collectList())
                        .forEach(fields -> all.add(collection + " " + fields));
            }
        }
        return all;
    }
}
