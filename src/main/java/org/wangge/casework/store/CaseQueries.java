package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lists of cases: one query over one index, from where the page before ended. People with sight of an area read by area,
 * the others by what they are a party to; the filters a person sets narrow that down.
 */
@Repository
public class CaseQueries {

    private final CaseStore cases;

    CaseQueries(CaseStore cases) {
        this.cases = cases;
    }

    public Mono<Page<CaseFile>> page(
            CaseFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = Integer.toHexString(filter.toString().hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        List<Criteria> narrowing = criteria(filter, actor, now);
        return read(filter, narrowing, after, limit + 1, fingerprint, new ArrayList<>())
                .flatMap(found -> {
                    Page<CaseFile> page = Page.of(found, limit, last -> cursor(filter, last, fingerprint));
                    return count
                            ? cases.count(Query.query(new Criteria().andOperator(narrowing)))
                                    .map(page::withTotal)
                            : Mono.just(page);
                });
    }

    /** A circle cannot be asked for everywhere, so its square is, and what lies in the corners is left out and made up for. */
    private Mono<List<CaseFile>> read(
            CaseFilter filter,
            List<Criteria> narrowing,
            @Nullable Cursor after,
            int wanted,
            String fingerprint,
            List<CaseFile> soFar) {
        return query(filter, narrowing, after, wanted).collectList().flatMap(batch -> {
            batch.stream().filter(file -> isNear(filter, file)).forEach(soFar::add);
            if (batch.size() < wanted || soFar.size() >= wanted) {
                return Mono.just(soFar.size() > wanted ? soFar.subList(0, wanted) : soFar);
            }
            Cursor last = cursor(filter, batch.get(batch.size() - 1), fingerprint);
            return read(filter, narrowing, last, wanted, fingerprint, soFar);
        });
    }

    private static boolean isNear(CaseFilter filter, CaseFile file) {
        GeoPoint.Circle circle = filter.near();
        return circle == null
                || (file.report().position() != null
                        && circle.contains(file.report().position().point()));
    }

    private Flux<CaseFile> query(CaseFilter filter, List<Criteria> narrowing, @Nullable Cursor after, int limit) {
        List<Criteria> all = new ArrayList<>(narrowing);
        String field = filter.sort().field();
        boolean descending = filter.sort().descending();
        if (after != null) {
            Instant value = after.sortTime();
            UUID id = after.uuid();
            Criteria bound = Criteria.where(field);
            all.add(descending ? bound.lte(value) : bound.gte(value));
            Criteria beyond = Criteria.where(field);
            Criteria sameButLater = Criteria.where(field).is(value).and("_id");
            all.add(new Criteria()
                    .orOperator(
                            descending ? beyond.lt(value) : beyond.gt(value),
                            descending ? sameButLater.lt(id) : sameButLater.gt(id)));
        }
        Sort.Direction direction = descending ? Sort.Direction.DESC : Sort.Direction.ASC;
        Query query = Query.query(new Criteria().andOperator(all))
                .with(Sort.by(direction, field, "_id"))
                .limit(limit);
        // A list shows no timelines, and they are most of a case.
        query.fields().exclude("timeline", "outbox");
        return cases.find(query);
    }

    private static Cursor cursor(CaseFilter filter, CaseFile last, String fingerprint) {
        Instant value = switch (filter.sort().field()) {
            case "dueAt" -> last.dueAt();
            case "reportedAt" -> last.reportedAt();
            default -> last.updatedAt();
        };
        return new Cursor(fingerprint, String.valueOf(value), last.id().toString());
    }

    private static List<Criteria> criteria(CaseFilter filter, Actor actor, Instant now) {
        List<Criteria> all = new ArrayList<>();
        boolean mine = filter.reporter() != null && filter.reporter().equals(actor.id())
                || filter.assignee() != null && filter.assignee().equals(actor.id());
        boolean byArea = actor.may(Permission.CASE_READ_AREA) && !mine;
        all.add(byArea ? CaseStore.inAreaOf(actor) : Criteria.where("parties").in(CaseStore.partiesOf(actor)));
        boolean byUpdate = filter.sort().field().equals("updatedAt");
        if (!filter.states().isEmpty()) {
            all.add(Criteria.where("state").in(filter.states()));
        } else if (byArea && byUpdate) {
            // The index has the state before the time: naming all states lets it give the order.
            all.add(Criteria.where("state").in((Object[]) CaseState.values()));
        }
        if (!filter.areas().isEmpty()) {
            all.add(Criteria.where("areas")
                    .in(filter.areas().stream().map(GridPath::value).toList()));
        }
        addParties(filter, actor, all);
        addTimes(filter, now, all);
        addPlaces(filter, all);
        if (filter.category() != null) {
            all.add(Criteria.where("category.code").is(filter.category()));
        }
        if (filter.words() != null) {
            Pattern words = Pattern.compile(Pattern.quote(filter.words()), Pattern.CASE_INSENSITIVE);
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("number").regex(words),
                            Criteria.where("report.description").regex(words),
                            Criteria.where("report.address").regex(words)));
        }
        if (filter.sort().field().equals("dueAt")) {
            all.add(Criteria.where("dueAt").exists(true));
        }
        return all;
    }

    private static void addParties(CaseFilter filter, Actor actor, List<Criteria> all) {
        if (filter.reporter() != null) {
            all.add(Criteria.where("report.reporter._id").is(filter.reporter()));
        }
        if (filter.assignee() != null) {
            List<Criteria> assigned = new ArrayList<>(List.of(
                    Criteria.where("assignment.assignee._id").is(filter.assignee()),
                    Criteria.where("task.assignee._id").is(filter.assignee())));
            if (filter.assignee().equals(actor.id()) && !actor.departments().isEmpty()) {
                assigned.add(Criteria.where("assignment.departmentCode")
                        .in(actor.departments())
                        .and("assignment.assignee")
                        .exists(false));
            }
            all.add(new Criteria().orOperator(assigned));
        }
    }

    private static void addTimes(CaseFilter filter, Instant now, List<Criteria> all) {
        if (filter.overdue() != null) {
            all.add(
                    filter.overdue()
                            ? Criteria.where("dueAt").lt(now)
                            : new Criteria()
                                    .orOperator(
                                            Criteria.where("dueAt").gte(now),
                                            Criteria.where("dueAt").exists(false)));
        }
        if (filter.dueBefore() != null) {
            all.add(Criteria.where("dueAt").lt(filter.dueBefore()));
        }
        if (filter.from() != null) {
            all.add(Criteria.where("reportedAt").gte(filter.from()));
        }
        if (filter.to() != null) {
            all.add(Criteria.where("reportedAt").lt(filter.to()));
        }
        if (filter.updatedSince() != null) {
            all.add(Criteria.where("updatedAt").gte(filter.updatedSince()));
        }
    }

    private static void addPlaces(CaseFilter filter, List<Criteria> all) {
        GeoPoint.Circle circle = filter.near();
        GeoPoint.Box box = circle == null ? filter.box() : circle.box();
        if (box != null) {
            all.add(Criteria.where("report.position.longitude").gte(box.west()).lte(box.east()));
            all.add(Criteria.where("report.position.latitude").gte(box.south()).lte(box.north()));
        }
    }
}
