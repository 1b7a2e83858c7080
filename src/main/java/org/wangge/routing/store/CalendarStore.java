package org.wangge.routing.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.routing.CalendarYear;
import org.wangge.routing.WorkingCalendar.DayKind;
import org.wangge.routing.model.StoredCalendar;
import org.wangge.routing.model.StoredCalendar.StoredDay;
import org.wangge.work.Changes;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calendars of all years: published ones under {@code CN-year}, statutory days under {@code statutory-year}. */
@Repository
public class CalendarStore {

    private static final String CALENDARS = "calendars";
    private static final String PUBLISHED = "CN-";
    private static final String STATUTORY = "statutory-";

    private final ReactiveMongoTemplate mongo;
    private final Changes changes;

    CalendarStore(ReactiveMongoTemplate mongo, Changes changes) {
        this.changes = changes;
        this.mongo = mongo;
    }

    public Flux<CalendarYear> published() {
        return all(PUBLISHED);
    }

    public Flux<CalendarYear> statutory() {
        return all(STATUTORY);
    }

    private Flux<CalendarYear> all(String prefix) {
        Query query = Query.query(Criteria.where("_id").regex("^" + prefix));
        return mongo.find(query, StoredCalendar.class, CALENDARS).map(CalendarStore::year);
    }

    public Mono<CalendarYear> find(int year) {
        return mongo.findById(PUBLISHED + year, StoredCalendar.class, CALENDARS).map(CalendarStore::year);
    }

    /** Replaces the days if the version is still the one seen (null: whatever it is); empty when it is not. */
    public Mono<CalendarYear> replaceIfVersion(CalendarYear calendar, @Nullable Long seenVersion) {
        Criteria seen = Criteria.where("_id").is(PUBLISHED + calendar.year());
        if (seenVersion != null) {
            seen.and("version").is(seenVersion);
        }
        Update change = new Update()
                .set("year", calendar.year())
                .set("days", calendar.days().stream().map(CalendarStore::stored).toList())
                .inc("version", 1);
        FindAndModifyOptions options =
                FindAndModifyOptions.options().returnNew(true).upsert(seenVersion == null);
        return mongo.findAndModify(Query.query(seen), change, options, StoredCalendar.class, CALENDARS)
                .onErrorResume(DuplicateKeyException.class, raced -> Mono.empty())
                .delayUntil(stored -> changes.noted(Kept.CALENDARS))
                .map(CalendarStore::year);
    }

    public Mono<Void> putStatutory(CalendarYear calendar) {
        StoredCalendar stored = new StoredCalendar(
                STATUTORY + calendar.year(),
                calendar.year(),
                calendar.days().stream().map(CalendarStore::stored).toList(),
                1);
        return mongo.save(stored, CALENDARS).then(changes.noted(Kept.CALENDARS));
    }

    private static StoredDay stored(CalendarYear.Day day) {
        return new StoredDay(
                day.date().toString(), day.name(), day.english(), day.kind().name());
    }

    private static CalendarYear year(StoredCalendar stored) {
        return new CalendarYear(
                stored.year(),
                stored.days().stream()
                        .map(day -> new CalendarYear.Day(
                                LocalDate.parse(day.date()), day.name(), day.english(), DayKind.valueOf(day.kind())))
                        .toList(),
                stored.version());
    }
}
