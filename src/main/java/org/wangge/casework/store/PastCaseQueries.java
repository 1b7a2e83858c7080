package org.wangge.casework.store;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseState;
import org.wangge.casework.PastCase;
import org.wangge.casework.PastCase.Place;
import org.wangge.routing.Ruling;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a few fields of many cases. One document that cannot be read does not hold up the others. */
@Repository
public class PastCaseQueries {

    private static final Logger log = LoggerFactory.getLogger(PastCaseQueries.class);

    private final ReactiveMongoTemplate mongo;

    PastCaseQueries(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record Stored(
            UUID id,
            String number,
            Instant reportedAt,
            CaseState state,
            Category category,
            Report report,
            Area area,
            @Nullable Desk desk,
            @Nullable Between between,
            int returns,
            @Nullable Ruling ruling) {

        private record Category(boolean restricted) {}

        private record Report(@Nullable String description, Instant receivedAt) {}

        private record Area(String officeCode) {}

        private record Desk(String code) {}

        private record Between(@Nullable List<Document> arbitrations, int handOvers) {}

        PastCase past() {
            String code = desk == null ? area.officeCode() : desk.code();
            return new PastCase(
                    id,
                    number,
                    reportedAt,
                    report.receivedAt(),
                    category.restricted(),
                    report.description(),
                    ruling,
                    state == CaseState.CLOSED ? code : null,
                    returns > 0 || isDisputed(between));
        }

        private static boolean isDisputed(@Nullable Between between) {
            return between != null
                    && (between.handOvers() > 0
                            || (between.arbitrations() != null
                                    && !between.arbitrations().isEmpty()));
        }
    }

    /** By the index of area and time of report. */
    public Flux<PastCase> reported(GridPath area, Instant from, Instant to, @Nullable Place after, int limit) {
        Criteria asked = within(area, after == null ? from : after.reportedAt(), to);
        if (after != null) {
            asked.andOperator(new Criteria()
                    .orOperator(
                            Criteria.where("reportedAt").gt(after.reportedAt()),
                            Criteria.where("reportedAt")
                                    .is(after.reportedAt())
                                    .and("_id")
                                    .gt(after.id())));
        }
        return read(asked, Sort.by("reportedAt", "_id"), limit);
    }

    private static Criteria within(GridPath area, Instant from, Instant to) {
        return Criteria.where("areas")
                .is(area.value())
                .and("reportedAt")
                .gte(from)
                .lt(to);
    }

    public Mono<Long> count(GridPath area, Instant from, Instant to) {
        return mongo.count(Query.query(within(area, from, to)), CaseStore.CASES);
    }

    public Flux<PastCase> arrived(GridPath area, UUID after, int limit) {
        Criteria asked = Criteria.where("_id").gt(after).and("areas").is(area.value());
        return read(asked, Sort.by("_id"), limit);
    }

    private Flux<PastCase> read(Criteria asked, Sort order, int limit) {
        Query query = Query.query(asked).with(order).limit(limit);
        query.fields()
                .include(
                        "number",
                        "reportedAt",
                        "state",
                        "category.restricted",
                        "report.description",
                        "report.receivedAt")
                .include("area.officeCode", "desk.code", "between.arbitrations.at", "between.handOvers", "returns")
                .include("ruling");
        return mongo.find(query, Document.class, CaseStore.CASES).map(this::past);
    }

    private PastCase past(Document stored) {
        try {
            return mongo.getConverter().read(Stored.class, stored).past();
        } catch (RuntimeException unreadable) {
            log.warn("case={} outcome=unreadable", stored.get("_id"), unreadable);
            Date reportedAt = stored.getDate("reportedAt");
            return new PastCase(
                    stored.get("_id", UUID.class),
                    String.valueOf(stored.get("number")),
                    reportedAt.toInstant(),
                    null,
                    true,
                    null,
                    null,
                    null,
                    false);
        }
    }
}
