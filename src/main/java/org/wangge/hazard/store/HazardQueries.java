package org.wangge.hazard.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile;
import org.wangge.paging.PageOrder;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Texts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of hazards: one query over one index, from where the page before ended. */
@Repository
public class HazardQueries {

    private static final int EXPORT_BATCH = 500;

    private final HazardStore hazards;

    HazardQueries(HazardStore hazards) {
        this.hazards = hazards;
    }

    public Mono<Page<HazardFile>> page(
            HazardFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = "hazards" + Integer.toHexString(filter.toString().hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        List<Criteria> narrowing = criteria(filter, actor, now);
        return read(filter, narrowing, after, limit + 1, fingerprint, new ArrayList<>())
                .flatMap(found -> {
                    Page<HazardFile> page = Page.of(found, limit, last -> cursor(filter, last, fingerprint));
                    return count ? total(filter, narrowing).map(page::withTotal) : Mono.just(page);
                });
    }

    /** All of a list, in batches, for an export. */
    public Flux<List<HazardFile>> all(HazardFilter filter, Actor actor, Instant now) {
        return hazards.find(query(filter, criteria(filter, actor, now), null))
                .filter(file -> isNear(filter, file.place().point()))
                .buffer(EXPORT_BATCH);
    }

    /** Where only the place of a hazard is read. */
    private record Spot(UUID id, Placed place) {

        private record Placed(@Nullable GeoPoint point) {}
    }

    /** Where all of a list are, in no order. */
    public Flux<Marker> markers(HazardFilter filter, Actor actor, Instant now) {
        Query query = Query.query(new Criteria().andOperator(criteria(filter, actor, now)));
        query.fields().include("place.point");
        return hazards.find(query, Spot.class).mapNotNull(spot -> {
            GeoPoint point = spot.place().point();
            return point != null && isNear(filter, point) ? new Marker(spot.id(), point) : null;
        });
    }

    private Mono<Long> total(HazardFilter filter, List<Criteria> narrowing) {
        Query query = Query.query(new Criteria().andOperator(narrowing));
        if (filter.near() == null) {
            return hazards.count(query);
        }
        query.fields().include("place.point");
        return hazards.find(query, Spot.class)
                .filter(spot -> isNear(filter, spot.place().point()))
                .count();
    }

    /** A circle cannot be asked for everywhere, so its square is, and what lies in the corners is left out and made up for. */
    private Mono<List<HazardFile>> read(
            HazardFilter filter,
            List<Criteria> narrowing,
            @Nullable Cursor after,
            int wanted,
            String fingerprint,
            List<HazardFile> soFar) {
        return hazards.find(query(filter, narrowing, after).limit(wanted))
                .collectList()
                .flatMap(batch -> {
                    batch.stream()
                            .filter(file -> isNear(filter, file.place().point()))
                            .forEach(soFar::add);
                    if (batch.size() < wanted || soFar.size() >= wanted) {
                        return Mono.just(soFar.size() > wanted ? soFar.subList(0, wanted) : soFar);
                    }
                    Cursor last = cursor(filter, batch.get(batch.size() - 1), fingerprint);
                    return read(filter, narrowing, last, wanted, fingerprint, soFar);
                });
    }

    private static boolean isNear(HazardFilter filter, @Nullable GeoPoint point) {
        GeoPoint.Circle circle = filter.near();
        return circle == null || (point != null && circle.contains(point));
    }

    private static Query query(HazardFilter filter, List<Criteria> narrowing, @Nullable Cursor after) {
        List<Criteria> all = new ArrayList<>(narrowing);
        PageOrder order = new PageOrder(filter.sort().field(), filter.sort().descending());
        if (after != null) {
            all.addAll(order.beyond(after.sortTime(), after.uuid()));
        }
        return Query.query(new Criteria().andOperator(all)).with(order.sort());
    }

    private static Cursor cursor(HazardFilter filter, HazardFile last, String fingerprint) {
        Instant value = switch (filter.sort().field()) {
            case "dueAt" -> last.dueAt();
            case "foundAt" -> last.foundAt();
            default -> last.updatedAt();
        };
        return new Cursor(fingerprint, String.valueOf(value), last.id().toString());
    }

    static List<Criteria> criteria(HazardFilter filter, Actor actor, Instant now) {
        List<Criteria> all = new ArrayList<>();
        all.add(HazardStore.inAreaOf(actor));
        if (!filter.states().isEmpty()) {
            all.add(Criteria.where("state").in(filter.states()));
        } else if (filter.sort().field().equals("updatedAt")) {
            // The index has the state before the time: naming all states lets it give the order.
            all.add(Criteria.where("state").in((Object[]) HazardState.values()));
        }
        if (!filter.levels().isEmpty()) {
            all.add(Criteria.where("level").in(filter.levels()));
        } else if (filter.foundMonth() != null || filter.standing() != null) {
            // The index of months has the level before them.
            all.add(Criteria.where("level").in((Object[]) HazardLevel.values()));
        }
        if (!filter.areas().isEmpty()) {
            all.add(HazardStore.within(filter.areas()));
        }
        same(all, "place._id", filter.place());
        same(all, "inspectionId", filter.inspection());
        same(all, "foundBy._id", filter.reporter());
        within(all, filter.box());
        within(all, filter.near() == null ? null : filter.near().box());
        same(all, "item._id", filter.item());
        same(all, "place.industry", filter.industry());
        same(all, "foundMonth", filter.foundMonth());
        same(all, "closedMonth", filter.closedMonth());
        addStanding(filter, all);
        addTimes(filter, now, all);
        if (filter.listed() != null) {
            Criteria listed = Criteria.where("listing.level")
                    .exists(true)
                    .and("listing.endedAt")
                    .exists(false);
            all.add(filter.listed() ? listed : new Criteria().norOperator(listed));
        }
        if (filter.listedAt() != null) {
            all.add(Criteria.where("listing.at").lt(filter.listedAt()));
            all.add(new Criteria().norOperator(Criteria.where("listing.endedAt").lt(filter.listedAt())));
        }
        if (!filter.listingLevels().isEmpty()) {
            all.add(Criteria.where("listing.level").in(filter.listingLevels()));
        } else if (filter.listedAt() != null || Boolean.TRUE.equals(filter.listed())) {
            // By its index the few that were ever listed are found among all.
            all.add(Criteria.where("listing.level").in((Object[]) ListingLevel.values()));
        }
        if (filter.planned() != null) {
            Criteria planned = planned(filter.standing());
            all.add(filter.planned() ? planned : new Criteria().norOperator(planned));
        }
        if (filter.words() != null) {
            Pattern words = Texts.sought(filter.words());
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("number").regex(words),
                            Criteria.where("place.name").regex(words),
                            Criteria.where("item.text.zh").regex(words)));
        }
        return all;
    }

    private static void within(List<Criteria> all, GeoPoint.@Nullable Box box) {
        if (box != null) {
            all.add(Criteria.where("place.point.longitude").gte(box.west()).lte(box.east()));
            all.add(Criteria.where("place.point.latitude").gte(box.south()).lte(box.north()));
        }
    }

    private static void same(List<Criteria> all, String field, @Nullable Object value) {
        if (value != null) {
            all.add(Criteria.where(field).is(value));
        }
    }

    private static void addStanding(HazardFilter filter, List<Criteria> all) {
        HazardFilter.Standing standing = filter.standing();
        if (standing == null) {
            return;
        }
        all.add(Criteria.where("foundMonth").lte(standing.month()));
        all.add(new Criteria().norOperator(Criteria.where("closedMonth").lte(standing.month())));
        if (filter.levels().equals(Set.of(HazardLevel.MAJOR))) {
            all.add(Criteria.where("timeline").elemMatch(majorBy(standing)));
        }
    }

    /** The timeline tells how things were: a line says the level after it. */
    private static Criteria majorBy(HazardFilter.Standing standing) {
        return Criteria.where("level").is(HazardLevel.MAJOR).and("at").lt(standing.end());
    }

    /** Rectification of a major hazard begins with its plan. */
    private static Criteria planned(HazardFilter.@Nullable Standing standing) {
        Criteria there = Criteria.where("plan").exists(true);
        return standing == null
                ? there
                : there.and("timeline")
                        .elemMatch(majorBy(standing).and("action").is(HazardAction.START_RECTIFICATION));
    }

    private static void addTimes(HazardFilter filter, Instant now, List<Criteria> all) {
        if (filter.overdue() != null) {
            Criteria missed = Criteria.where("dueAt")
                    .lt(now)
                    .and("state")
                    .in(HazardState.FOUND, HazardState.NOTICED, HazardState.RECTIFYING);
            all.add(filter.overdue() ? missed : new Criteria().norOperator(missed));
        }
        if (filter.dueBefore() != null) {
            all.add(Criteria.where("dueAt").lt(filter.dueBefore()));
        }
        if (filter.from() != null) {
            all.add(Criteria.where("foundAt").gte(filter.from()));
        }
        if (filter.to() != null) {
            all.add(Criteria.where("foundAt").lt(filter.to()));
        }
        if (filter.updatedSince() != null) {
            all.add(Criteria.where("updatedAt").gte(filter.updatedSince()));
        }
    }
}
