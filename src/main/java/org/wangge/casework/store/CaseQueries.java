package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile;
import org.wangge.paging.PageOrder;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Position;
import org.wangge.shared.Texts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lists of cases: one query over one index, from where the page before ended. People with sight of an area read by area,
 * the others by what they are a party to; the filters a person sets narrow that down.
 */
@Repository
public class CaseQueries {

    private static final String DUE_AT = "dueAt";

    private final CaseStore cases;

    CaseQueries(CaseStore cases) {
        this.cases = cases;
    }

    /** A list as it is read: what narrows it, its order, and how many are wanted of it. */
    private record Listing(CaseFilter filter, List<Criteria> narrowing, int wanted, String fingerprint) {

        Cursor after(CaseFile last) {
            Instant value = switch (filter.sort().field()) {
                case DUE_AT -> last.dueAt();
                case "reportedAt" -> last.reportedAt();
                default -> last.updatedAt();
            };
            return new Cursor(
                    fingerprint,
                    value == null ? "" : value.toString(),
                    last.id().toString());
        }
    }

    /** By due date there are those that have one and those that have none, who come after all of them. */
    private enum Stretch {
        ALL,
        DATED,
        UNDATED
    }

    /** Where only the place of a case is read. */
    private record Spot(
            UUID id, @Nullable Reported report, @Nullable Anchored area) {

        private record Reported(@Nullable Position position) {}

        private record Anchored(@Nullable GeoPoint anchor) {}

        @Nullable
        GeoPoint point() {
            Position position = report == null ? null : report.position();
            return position != null ? position.point() : area == null ? null : area.anchor();
        }
    }

    public Mono<Page<CaseFile>> page(
            CaseFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = Integer.toHexString(filter.toString().hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        Listing list = new Listing(filter, criteria(filter, actor, now), limit + 1, fingerprint);
        return read(list, stretches(filter, after), after, new ArrayList<>()).flatMap(found -> {
            Page<CaseFile> page = Page.of(found, limit, list::after);
            return count ? total(list).map(page::withTotal) : Mono.just(page);
        });
    }

    /** Where all of a list are, in no order. */
    public Flux<Marker> markers(CaseFilter filter, Actor actor, Instant now) {
        Query query = Query.query(new Criteria().andOperator(criteria(filter, actor, now)));
        query.fields().include("report.position", "area.anchor");
        return cases.find(query, Spot.class).mapNotNull(spot -> {
            GeoPoint point = spot.point();
            return point != null && isNear(filter, point) ? new Marker(spot.id(), point) : null;
        });
    }

    private Mono<Long> total(Listing list) {
        Query query = Query.query(new Criteria().andOperator(list.narrowing()));
        if (list.filter().near() == null) {
            return cases.count(query);
        }
        query.fields().include("report.position", "area.anchor");
        return cases.find(query, Spot.class)
                .filter(spot -> isNear(list.filter(), spot.point()))
                .count();
    }

    /** What is still to be read, in order: the undated last, in descending order first. */
    private static List<Stretch> stretches(CaseFilter filter, @Nullable Cursor after) {
        if (!filter.sort().field().equals(DUE_AT)) {
            return List.of(Stretch.ALL);
        }
        List<Stretch> all = filter.sort().descending()
                ? List.of(Stretch.UNDATED, Stretch.DATED)
                : List.of(Stretch.DATED, Stretch.UNDATED);
        Stretch reached = after == null ? all.get(0) : after.sortValue().isEmpty() ? Stretch.UNDATED : Stretch.DATED;
        return all.subList(all.indexOf(reached), all.size());
    }

    /** A circle cannot be asked for everywhere, so its square is, and what lies in the corners is left out and made up for. */
    private Mono<List<CaseFile>> read(
            Listing list, List<Stretch> stretches, @Nullable Cursor after, List<CaseFile> soFar) {
        return query(list, stretches.get(0), after).collectList().flatMap(batch -> {
            batch.stream().filter(file -> isNear(list.filter(), file.point())).forEach(soFar::add);
            if (soFar.size() >= list.wanted()) {
                return Mono.just(soFar.subList(0, list.wanted()));
            }
            if (batch.size() == list.wanted()) {
                return read(list, stretches, list.after(batch.get(batch.size() - 1)), soFar);
            }
            return stretches.size() == 1
                    ? Mono.just(soFar)
                    : read(list, stretches.subList(1, stretches.size()), null, soFar);
        });
    }

    private static boolean isNear(CaseFilter filter, @Nullable GeoPoint point) {
        GeoPoint.Circle circle = filter.near();
        return circle == null || (point != null && circle.contains(point));
    }

    private Flux<CaseFile> query(Listing list, Stretch stretch, @Nullable Cursor after) {
        List<Criteria> all = new ArrayList<>(list.narrowing());
        String field = list.filter().sort().field();
        boolean descending = list.filter().sort().descending();
        PageOrder order = new PageOrder(field, descending);
        if (stretch != Stretch.ALL) {
            // Absent as a value of its own, not as "does not exist": so the index of due dates gives the order here
            // too.
            all.add(
                    stretch == Stretch.DATED
                            ? Criteria.where(field).exists(true)
                            : Criteria.where(field).is(null));
        }
        if (after != null && stretch == Stretch.UNDATED) {
            Criteria id = Criteria.where("_id");
            all.add(descending ? id.lt(after.uuid()) : id.gt(after.uuid()));
        } else if (after != null) {
            all.addAll(order.beyond(after.sortTime(), after.uuid()));
        }
        Query query =
                Query.query(new Criteria().andOperator(all)).with(order.sort()).limit(list.wanted());
        // A list shows no timelines, and they are most of a case.
        query.fields().exclude("timeline", "outbox");
        return cases.find(query);
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
            Pattern words = Texts.sought(filter.words());
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("number").regex(words),
                            Criteria.where("report.description").regex(words),
                            Criteria.where("report.address").regex(words)));
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
        if (filter.box() != null) {
            all.add(within(filter.box()));
        }
        if (filter.near() != null) {
            all.add(within(filter.near().box()));
        }
    }

    /** A case has the one place or the other. */
    private static Criteria within(GeoPoint.Box box) {
        return new Criteria().orOperator(within(box, "report.position"), within(box, "area.anchor"));
    }

    private static Criteria within(GeoPoint.Box box, String place) {
        return Criteria.where(place + ".longitude")
                .gte(box.west())
                .lte(box.east())
                .and(place + ".latitude")
                .gte(box.south())
                .lte(box.north());
    }
}
