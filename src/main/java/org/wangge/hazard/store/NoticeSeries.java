package org.wangge.hazard.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.model.HazardFile;
import reactor.core.publisher.Mono;

/**
 * The numbers of notices, which have no gaps: one document for each office and day says which number was taken last, and by the next
 * version of which hazard. Whoever comes next looks there whether it came to be. If it did not and cannot any more, the number is free
 * again. So it is unique without an index on the hazards, which lie on several shards.
 */
@Repository
public class NoticeSeries {

    private static final String SERIES = "notice_series";

    /** Who took a number writes its notice within milliseconds, unless the process died in between. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private static final FindAndModifyOptions NOW =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final HazardStore hazards;

    NoticeSeries(ReactiveMongoTemplate mongo, HazardStore hazards) {
        this.mongo = mongo;
        this.hazards = hazards;
    }

    /** @param taking who took the last number; null when its notice is there */
    private record Series(String id, int last, @Nullable Taking taking) {

        private String number() {
            return id + String.format(Locale.ROOT, "-%04d", last);
        }
    }

    /** The version of a hazard that is to become the one with the notice. */
    private record Taking(UUID hazardId, long version, Instant at) {

        private static Taking of(HazardFile file, Instant at) {
            return new Taking(file.id(), file.version(), at);
        }

        private boolean isSame(Taking other) {
            return hazardId.equals(other.hazardId()) && version == other.version();
        }
    }

    /**
     * The next number of a series, for the next version of this hazard and for nothing else; empty while another one is being written,
     * or when another came first.
     *
     * @param series like {@code ZG-CX-260105}
     */
    public Mono<String> take(String series, HazardFile file, Instant now) {
        Taking mine = Taking.of(file, now);
        return mongo.findById(series, Series.class, SERIES)
                .switchIfEmpty(Mono.defer(() -> begun(series)))
                .flatMap(found -> found.taking() == null ? taken(found, 1, mine) : after(found, found.taking(), mine))
                .map(Series::number);
    }

    /** Goes on from the notices of earlier versions, which kept no series. */
    private Mono<Series> begun(String series) {
        return hazards.lastNotice(series)
                .map(last -> new Series(series, last, null))
                .flatMap(first -> mongo.insert(first, SERIES))
                .onErrorResume(DuplicateKeyException.class, there -> mongo.findById(series, Series.class, SERIES));
    }

    private Mono<Series> after(Series found, Taking other, Taking mine) {
        if (other.isSame(mine)) {
            return Mono.just(found);
        }
        return hazards.find(other.hazardId()).flatMap(file -> {
            HazardFile.Notice notice = file.notice();
            if (notice != null && found.number().equals(notice.number())) {
                return taken(found, 1, mine);
            }
            if (file.version() != other.version()) {
                // It moved on without this notice, so that the write that was to bring it can find it no more.
                return taken(found, 0, mine);
            }
            return other.at().plus(UNDER_WAY).isAfter(mine.at())
                    ? Mono.empty()
                    : hazards.moveOnIfVersion(file).filter(moved -> moved).flatMap(moved -> taken(found, 0, mine));
        });
    }

    private Mono<Series> taken(Series found, int more, Taking mine) {
        return mongo.findAndModify(
                same(found.id(), found.last(), found.taking()),
                new Update().inc("last", more).set("taking", mine),
                NOW,
                Series.class,
                SERIES);
    }

    /** Notes that the number of this hazard's notice is used up. Repeatable; who comes next finds it out otherwise. */
    public Mono<Void> used(String series, HazardFile before, String number) {
        int last = Integer.parseInt(number.substring(series.length() + 1));
        return mongo.updateFirst(
                        same(series, last, Taking.of(before, Instant.EPOCH)), new Update().unset("taking"), SERIES)
                .then();
    }

    private static Query same(String series, int last, @Nullable Taking taking) {
        Criteria same = Criteria.where("_id").is(series).and("last").is(last);
        return Query.query(
                taking == null
                        ? same.and("taking").exists(false)
                        : same.and("taking.hazardId")
                                .is(taking.hazardId())
                                .and("taking.version")
                                .is(taking.version()));
    }
}
