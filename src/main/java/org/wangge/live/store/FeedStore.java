package org.wangge.live.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.live.FeedEntry;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The entries of all feeds. Within a feed they are a run of numbers without a hole, of which the oldest go. */
@Repository
public class FeedStore implements StoreIndexes {

    static final String EVENTS = "live_events";
    private static final int DUPLICATE_KEY = 11000;
    private static final int DELETED_AT_ONCE = 1_000;

    private final ReactiveMongoTemplate mongo;

    FeedStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        // What is read and what goes, and nobody takes a number that another has.
        return Map.of(
                EVENTS,
                List.of(new Index("feed", Direction.ASC)
                        .on("seq", Direction.ASC)
                        .unique()));
    }

    /**
     * Stores numbered entries in their order, up to the first whose number or id is taken. True when all were stored; false
     * when some were not, whichever they are.
     */
    public Mono<Boolean> insertInOrder(List<FeedEntry> entries) {
        List<Document> documents = entries.stream().map(this::document).toList();
        return mongo.getCollection(EVENTS)
                .flatMap(target -> Mono.from(target.insertMany(documents, new InsertManyOptions().ordered(true))))
                .thenReturn(true)
                .onErrorResume(FeedStore::isTaken, taken -> Mono.just(false));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    private Document document(FeedEntry entry) {
        Document document = new Document();
        mongo.getConverter().write(entry, document);
        return document;
    }

    /** Those of the ids that are there. */
    public Mono<Set<UUID>> present(Collection<UUID> ids) {
        Query query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("_id");
        return mongo.find(query, Document.class, EVENTS)
                .map(found -> found.get("_id", UUID.class))
                .collect(HashSet::new, Set::add);
    }

    /** The number of the newest entry; 0 when there was never one. */
    public Mono<Long> head(String feed) {
        return numbers(Query.query(Criteria.where("feed").is(feed)).with(Sort.by(Direction.DESC, "feed", "seq")), 1)
                .next()
                .map(newest -> newest.getLong("seq"))
                .defaultIfEmpty(0L);
    }

    /** The entries after a number, in their order. */
    public Flux<FeedEntry> after(String feed, long seq, int limit) {
        return mongo.find(
                Query.query(Criteria.where("feed").is(feed).and("seq").gt(seq))
                        .with(Sort.by("feed", "seq"))
                        .limit(limit),
                FeedEntry.class,
                EVENTS);
    }

    /** All feeds that have an entry. */
    public Flux<String> feeds() {
        return nextFeed("").expand(this::nextFeed);
    }

    private Mono<String> nextFeed(String after) {
        return numbers(Query.query(Criteria.where("feed").gt(after)).with(Sort.by("feed", "seq")), 1)
                .next()
                .map(found -> found.getString("feed"));
    }

    /** Removes the oldest entries up to the first that is younger; the newest stays, because its number is the head. */
    public Mono<Void> removeOlder(String feed, Instant than) {
        Query oldest = Query.query(Criteria.where("feed").is(feed)).with(Sort.by("feed", "seq"));
        return numbers(oldest, DELETED_AT_ONCE + 1).collectList().flatMap(found -> {
            List<Document> goes = found.subList(0, Math.max(0, found.size() - 1)).stream()
                    .takeWhile(entry -> entry.getDate("storedAt").toInstant().isBefore(than))
                    .toList();
            if (goes.isEmpty()) {
                return Mono.<Void>empty();
            }
            long last = goes.get(goes.size() - 1).getLong("seq");
            Mono<Void> removed = mongo.remove(
                            Query.query(
                                    Criteria.where("feed").is(feed).and("seq").lte(last)),
                            EVENTS)
                    .then();
            return goes.size() < DELETED_AT_ONCE ? removed : removed.then(removeOlder(feed, than));
        });
    }

    private Flux<Document> numbers(Query query, int limit) {
        query.limit(limit).fields().include("feed", "seq", "storedAt");
        return mongo.find(query, Document.class, EVENTS);
    }
}
