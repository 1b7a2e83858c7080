package org.wangge.audit.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.audit.ReadFilter;
import org.wangge.audit.ReadLine;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.Match;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.work.Inserts;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/** The lines of who looked. */
@Repository
public class ReadLines implements StoreIndexes {

    static final String AUDIT = "audit";
    private static final String AT = "at";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Listing<ReadLine> list;

    ReadLines(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.list = Listing.of(
                query -> mongo.find(query, ReadLine.class, AUDIT),
                query -> mongo.count(query, AUDIT),
                ReadLine::id,
                SortKey.time(AT, ReadLine::at));
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                AUDIT,
                List.of(
                        // What was looked at in an area, newest first.
                        newestOf("areas"),
                        // By one person, and at one thing.
                        newestOf("actorId"),
                        newestOf("subject"),
                        // What is to go.
                        new Index(AT, Direction.ASC)));
    }

    private static Index newestOf(String field) {
        return new Index(field, Direction.ASC).on(AT, Direction.DESC).on("_id", Direction.DESC);
    }

    /** With others that come at the same moment, in one command. */
    Mono<Void> insert(ReadLine line) {
        Document document = new Document();
        mongo.getConverter().write(line, document);
        return inserts.insert(document, AUDIT);
    }

    /** A page of lines of those who work within the reader's area, the newest first. */
    public Mono<Page<ReadLine>> page(ReadFilter filter, Actor reader, Instant now, int limit, @Nullable String cursor) {
        Criteria within = Match.areas(reader.scopes(), "areas");
        return list.page(
                Request.of(Context.at(now, filter.narrowing(), reader), List.of(within)), limit, cursor, false);
    }

    /** Removes what is older. Repeatable. */
    Mono<Void> removeBefore(Instant oldest) {
        return mongo.remove(Query.query(Criteria.where(AT).lt(oldest)), AUDIT).then();
    }
}
