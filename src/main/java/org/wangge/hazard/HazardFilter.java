package org.wangge.hazard;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/**
 * What a list of hazards is narrowed by, and its order. Who counts hazards asks with the same filter, so that a number and the list
 * behind it cannot differ.
 */
public record HazardFilter(Narrowing narrowing) {

    private static final Filter.Plain<GeoPoint.Box> IN_BOX = Match.box("place.point.");
    private static final Order NEWEST_FIRST = new Order("updatedAt", true);
    private static final String DUE_AT = "dueAt";
    private static final String FOUND_AT = "foundAt";
    private static final String FOUND_IN = "foundMonth";
    private static final String CLOSED_IN = "closedMonth";
    private static final String LISTED_AS = "listing.level";

    private static final Filter<Set<HazardState>> STATE =
            Filter.of("state", Filter.anyOf(HazardState.class), Match.in("state"));
    private static final Filter<Set<HazardLevel>> LEVEL =
            Filter.of("level", Filter.anyOf(HazardLevel.class), Match.in("level"));
    private static final Filter<List<GridPath>> AREAS = Filters.areasOrNowhere("areas");
    private static final Filter<String> INDUSTRY = Filter.of("industry", QueryValues::text, Match.is("place.industry"));
    private static final Filter<YearMonth> FOUND_MONTH = Filter.of(
            "foundMonth", QueryValues::month, month -> Criteria.where(FOUND_IN).is(month.toString()));
    private static final Filter<YearMonth> CLOSED_MONTH = Filter.of(
            "closedMonth",
            QueryValues::month,
            month -> Criteria.where(CLOSED_IN).is(month.toString()));
    /** How things stood at the end of a month: found by then, and neither closed nor voided by then. */
    private static final Filter<YearMonth> STANDING =
            Filter.inContext("standing", QueryValues::endingMonth, HazardFilter::standingThen);
    /** Under listed supervision now, or not. */
    private static final Filter<Boolean> LISTED = Filter.of("listed", QueryValues::flag, HazardFilter::listedNow);
    /** Under listed supervision at the end of a month. */
    private static final Filter<YearMonth> LISTED_IN =
            Filter.inContext("listedIn", QueryValues::endingMonth, HazardFilter::listedThen);

    private static final Filter<Set<ListingLevel>> LISTING_LEVEL =
            Filter.of("listingLevel", Filter.anyOf(ListingLevel.class), Match.in(LISTED_AS));
    /** With a plan of all five elements, or not. */
    private static final Filter<Boolean> PLANNED =
            Filter.inContext("planned", QueryValues::flag, HazardFilter::plannedThen);

    /** What is reported of a hazard is its finding, so cases and hazards sort by the same names. */
    private static final Filters ROWS = Filters.of(
            List.of(NEWEST_FIRST.field(), "reportedAt", FOUND_AT, DUE_AT),
            STATE,
            LEVEL,
            AREAS,
            Filter.of("place", QueryValues::id, Match.is("place._id")),
            Filter.of("inspection", QueryValues::id, Match.is("inspectionId")),
            Filter.of("reporter", QueryValues::person, Match.is("foundBy._id")),
            Filter.of("item", QueryValues::text, Match.is("item._id")),
            INDUSTRY,
            Filter.inContext("overdue", QueryValues::flag, HazardFilter::overdue),
            Filter.of("dueBefore", QueryValues::time, Match.before(DUE_AT)),
            FOUND_MONTH,
            CLOSED_MONTH,
            STANDING,
            LISTED,
            LISTED_IN,
            LISTING_LEVEL,
            PLANNED,
            Filter.of("q", QueryValues::text, Match.words("number", "place.name", "item.text.zh")),
            Filter.of("bbox", QueryValues::box, IN_BOX),
            Filters.near(IN_BOX),
            Filter.of("from", QueryValues::time, Match.atLeast(FOUND_AT)),
            Filter.of("to", QueryValues::time, Match.before(FOUND_AT)),
            Filter.of("updatedSince", QueryValues::time, Match.atLeast("updatedAt")));

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static HazardFilter read(QueryValues query) {
        return new HazardFilter(ROWS.read(query));
    }

    /** What was found in a month. */
    public static HazardFilter foundIn(YearMonth month) {
        return any(FOUND_MONTH, month);
    }

    /** What was closed in a month. */
    public static HazardFilter closedIn(YearMonth month) {
        return any(CLOSED_MONTH, month);
    }

    /** What stood at the end of a month: a major hazard was confirmed by then, its plan was made by then. */
    public static HazardFilter standingIn(YearMonth month) {
        return any(STANDING, month);
    }

    /** What was under listed supervision at the end of a month. */
    public static HazardFilter listedIn(YearMonth month) {
        return any(LISTED_IN, month);
    }

    /** What is in one of these states. */
    public static HazardFilter inState(HazardState... states) {
        return any(STATE, set(states));
    }

    private static <T> HazardFilter any(Filter<T> filter, T value) {
        return new HazardFilter(Narrowing.by(NEWEST_FIRST).with(filter, value));
    }

    /** Of these only those in one of these states. */
    public HazardFilter in(HazardState... states) {
        return new HazardFilter(narrowing.with(STATE, set(states)));
    }

    /** Of these only those of one of these levels. */
    public HazardFilter of(HazardLevel... levels) {
        return new HazardFilter(narrowing.with(LEVEL, set(levels)));
    }

    /** Of these only those listed at one of these levels. */
    public HazardFilter listedBy(ListingLevel... levels) {
        return new HazardFilter(narrowing.with(LISTING_LEVEL, set(levels)));
    }

    /** Of these only those with a plan of all five elements. */
    public HazardFilter planned() {
        return new HazardFilter(narrowing.with(PLANNED, true));
    }

    /** Of these only those in one of these areas; no areas are everywhere. */
    public HazardFilter within(List<GridPath> areas) {
        return areas.isEmpty() ? this : new HazardFilter(narrowing.with(AREAS, areas));
    }

    /** Of these only those in an industry; null is any. */
    public HazardFilter ofIndustry(@Nullable String industry) {
        return industry == null ? this : new HazardFilter(narrowing.with(INDUSTRY, industry));
    }

    /** As they were named, because they are shown in this order. */
    @SafeVarargs
    private static <T> Set<T> set(T... values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(values)));
    }

    /** The states of which those that it lets through can only be. */
    public Set<HazardState> possibleStates() {
        Set<HazardState> named = narrowing.value(STATE);
        return named == null ? EnumSet.allOf(HazardState.class) : named;
    }

    /** Whether the index of the order has the state before it. */
    public boolean isOrderedWithinStates() {
        String order = narrowing.order().field();
        return !order.equals("reportedAt") && !order.equals(FOUND_AT);
    }

    /** Indexes have something before what gives the month: naming all of it lets them be used. */
    public List<Criteria> forIndexes() {
        List<Criteria> all = new ArrayList<>();
        if (narrowing.value(FOUND_MONTH) != null || narrowing.value(STANDING) != null) {
            nameAll(LEVEL, "level", HazardLevel.class, all);
        }
        if (narrowing.value(LISTED_IN) != null || Boolean.TRUE.equals(narrowing.value(LISTED))) {
            // So the few that were ever listed are found among all.
            nameAll(LISTING_LEVEL, LISTED_AS, ListingLevel.class, all);
        }
        return all;
    }

    private <E extends Enum<E>> void nameAll(Filter<Set<E>> filter, String field, Class<E> type, List<Criteria> all) {
        if (narrowing.value(filter) == null) {
            all.add(Criteria.where(field).in(EnumSet.allOf(type)));
        }
    }

    private static Criteria standingThen(YearMonth month, Context context) {
        Criteria stood = Criteria.where(FOUND_IN).lte(month.toString());
        if (Set.of(HazardLevel.MAJOR).equals(context.narrowing().value(LEVEL))) {
            stood = stood.andOperator(told(majorBy(context.endOf(month))));
        }
        return stood.norOperator(Criteria.where(CLOSED_IN).lte(month.toString()));
    }

    /** The timeline tells how things were; of lines that have left it the hazard remembers those that are asked for here. */
    private static Criteria told(Criteria line) {
        return new Criteria()
                .orOperator(
                        Criteria.where("timeline").elemMatch(line),
                        Criteria.where("remembered").elemMatch(line));
    }

    /** A line says the level after it. */
    private static Criteria majorBy(Instant end) {
        return Criteria.where("level").is(HazardLevel.MAJOR).and("at").lt(end);
    }

    /** Rectification of a major hazard begins with its plan. */
    private static Criteria plannedThen(boolean wanted, Context context) {
        Criteria there = Criteria.where("plan").exists(true);
        YearMonth standing = context.narrowing().value(STANDING);
        Criteria planned = standing == null
                ? there
                : there.andOperator(
                        told(majorBy(context.endOf(standing)).and("action").is(HazardAction.START_RECTIFICATION)));
        return wanted ? planned : not(planned);
    }

    private static Criteria listedNow(boolean wanted) {
        Criteria listed =
                Criteria.where(LISTED_AS).exists(true).and("listing.endedAt").exists(false);
        return wanted ? listed : not(listed);
    }

    private static Criteria listedThen(YearMonth month, Context context) {
        Instant end = context.endOf(month);
        return Criteria.where("listing.at")
                .lt(end)
                .norOperator(Criteria.where("listing.endedAt").lt(end));
    }

    private static Criteria overdue(boolean wanted, Context context) {
        Criteria missed = Criteria.where(DUE_AT)
                .lt(context.moment())
                .and("state")
                .in(HazardState.FOUND, HazardState.NOTICED, HazardState.RECTIFYING);
        return wanted ? missed : not(missed);
    }

    private static Criteria not(Criteria criteria) {
        return new Criteria().norOperator(criteria);
    }
}
