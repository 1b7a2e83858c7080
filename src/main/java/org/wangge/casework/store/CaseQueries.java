package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.model.CaseFile;
import org.wangge.paging.PageOrder;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lists of cases: one query over one index, from where the page before ended. People with sight of an area read by area,
 * the others by what they are a party to; the filters a person sets narrow that down.
 */
@Repository
public class CaseQueries {

    private static final String DUE_AT = "dueAt";
    private static final int BATCH = 200;

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

    /**
     * The next of a list.
     *
     * @param after the place in the list's order that they are beyond; null for the first ones
     */
    public Mono<List<CaseFile>> next(CaseFilter filter, Actor actor, Instant now, int wanted, @Nullable Cursor after) {
        return read(listing(filter, actor, now, wanted), stretches(filter, after), after, new ArrayList<>());
    }

    /** All of a list, in batches that are read one after the other, so that a long one needs no more room than a short one. */
    public Flux<List<CaseFile>> all(CaseFilter filter, Actor actor, Instant now) {
        Listing list = listing(filter, actor, now, BATCH);
        return next(filter, actor, now, BATCH, null)
                .expand(batch -> batch.size() < BATCH
                        ? Mono.empty()
                        : next(filter, actor, now, BATCH, list.after(batch.get(BATCH - 1))))
                .filter(batch -> !batch.isEmpty());
    }

    private static Listing listing(CaseFilter filter, Actor actor, Instant now, int wanted) {
        return new Listing(filter, CaseCriteria.of(filter, actor, now), wanted, fingerprint(filter));
    }

    private static String fingerprint(CaseFilter filter) {
        return Integer.toHexString(filter.toString().hashCode());
    }

    /** A page of a list; refuses {@code request.cursor-invalid}. */
    public Mono<Page<CaseFile>> page(
            CaseFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = fingerprint(filter);
        Cursor after = Cursor.read(cursor, fingerprint);
        Listing list = listing(filter, actor, now, limit + 1);
        return read(list, stretches(filter, after), after, new ArrayList<>()).flatMap(found -> {
            Page<CaseFile> page = Page.of(found, limit, list::after);
            return count ? total(list).map(page::withTotal) : Mono.just(page);
        });
    }

    /** Where all of a list are, in no order. */
    public Flux<Marker> markers(CaseFilter filter, Actor actor, Instant now) {
        Query query = Query.query(new Criteria().andOperator(CaseCriteria.of(filter, actor, now)));
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
}
