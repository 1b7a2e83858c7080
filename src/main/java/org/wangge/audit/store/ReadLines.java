package org.wangge.audit.store;

import java.time.Instant;
import java.util.ArrayList;
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
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReadLine;
import org.wangge.paging.PageOrder;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.work.Inserts;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lines of who looked. */
@Repository
public class ReadLines implements StoreIndexes {

    static final String AUDIT = "audit";
    private static final String AT = "at";
    private static final PageOrder NEWEST_FIRST = new PageOrder(AT, true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    ReadLines(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
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

    /** Lines of those who work within the reader's area, the newest first. */
    public Flux<ReadLine> list(ReadFilter filter, Actor reader, @Nullable Cursor after, int limit) {
        List<Criteria> all = new ArrayList<>();
        all.add(Criteria.where("areas")
                .in(reader.scopes().stream().map(GridPath::value).toList()));
        if (filter.actor() != null) {
            all.add(Criteria.where("actorId").is(filter.actor()));
        }
        if (filter.subject() != null) {
            all.add(Criteria.where("subject").is(filter.subject()));
        }
        if (!filter.kinds().isEmpty()) {
            all.add(Criteria.where("kind")
                    .in(filter.kinds().stream().map(ReadKind::name).toList()));
        }
        if (filter.from() != null) {
            all.add(Criteria.where(AT).gte(filter.from()));
        }
        if (filter.to() != null) {
            all.add(Criteria.where(AT).lt(filter.to()));
        }
        if (after != null) {
            all.addAll(NEWEST_FIRST.beyond(after.sortTime(), after.uuid()));
        }
        return mongo.find(
                Query.query(new Criteria().andOperator(all))
                        .with(NEWEST_FIRST.sort())
                        .limit(limit),
                ReadLine.class,
                AUDIT);
    }

    /** Removes what is older. Repeatable. */
    Mono<Void> removeBefore(Instant oldest) {
        return mongo.remove(Query.query(Criteria.where(AT).lt(oldest)), AUDIT).then();
    }
}
