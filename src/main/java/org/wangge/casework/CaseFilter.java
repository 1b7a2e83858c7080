package org.wangge.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.casework.model.CaseMachine;
import org.wangge.casework.model.ListedFor;
import org.wangge.casework.store.CaseStore;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/** What a list of cases is narrowed by, and its order. */
public record CaseFilter(Narrowing narrowing) {

    /** From so many returns on the district decides who gets a case. */
    public static final int RETURNS_BEFORE_ARBITRATION = CaseMachine.RETURNS_BEFORE_ARBITRATION;

    private static final Filter<Set<CaseState>> STATE = Filter.beside("state", Filter.anyOf(CaseState.class));
    /** For one of these, besides being in one of the states. */
    private static final Filter<Set<Waiting>> WAITING =
            Filter.inContext("waiting", Filter.anyOf(Waiting.class), CaseFilter::waitingFor);

    /** What may be waited for in the one state that says least. */
    private static final Set<Waiting> FILED = EnumSet.of(Waiting.DISPATCH, Waiting.ARBITRATION, Waiting.TRANSFER);

    private static final Filter<Set<UUID>> ASSIGNEE =
            Filter.inContext("assignee", QueryValues::persons, CaseFilter::assignedTo);
    private static final Filter<Set<UUID>> REPORTER =
            Filter.of("reporter", QueryValues::persons, Match.in("report.reporter._id"));
    /** With one of which it is, or was when it was done. */
    private static final Filter<Set<String>> DEPARTMENT =
            Filter.of("department", QueryValues::texts, Match.in("assignment.departmentCode"));

    private static final Filter<String> DESK =
            Filter.of("desk", QueryValues::text, code -> CaseStore.atDesk(List.of(code)));
    private static final Filter<Boolean> OVERDUE = Filter.inContext("overdue", QueryValues::flag, CaseFilter::overdue);
    /** A criterion of {@code WordSearch}, which has to look into the store first. */
    private static final Filter<String> WORDS = Filter.beside("q", QueryValues::text);

    /** Not to be asked for by name: for who decides there. */
    private static final Filter<Boolean> OF_THE_DISTRICT = Filter.of(
            "district", QueryValues::flag, wanted -> new Criteria().orOperator(atDistrict(), returnedToDistrict()));

    private static final String DUE_AT = "dueAt";

    private static final Filters ROWS = Filters.of(
            List.of("updatedAt", "reportedAt", DUE_AT),
            STATE,
            Filters.areasOrNowhere("areas"),
            Filter.of("category", QueryValues::texts, Match.in("category.code")),
            DEPARTMENT,
            Filter.of("urgent", QueryValues::flag, Match.is("urgent")),
            Filter.of("selfHandled", QueryValues::flag, Match.is("report.selfHandled")),
            // How often it came back, at least.
            Filter.of("returns", (query, name) -> query.number(name, 0, Integer.MAX_VALUE), Match.atLeast("returns")),
            DESK,
            WAITING,
            Filter.of("unclear", CaseFilter::reasons, Match.in("unclear")),
            ASSIGNEE,
            REPORTER,
            OVERDUE,
            Filter.of("dueBefore", QueryValues::time, Match.before(DUE_AT)),
            WORDS,
            Filter.of("bbox", QueryValues::box, CaseFilter::within),
            Filters.near(CaseFilter::within),
            Filter.of("from", QueryValues::time, Match.<Instant>atLeast("reportedAt")),
            Filter.of("to", QueryValues::time, Match.before("reportedAt")),
            Filter.of("updatedSince", QueryValues::time, Match.atLeast("updatedAt")));

    /** What a case waits for, which for some is more than its state. */
    public enum Waiting {
        /** For the desk to file or to decline it. */
        FILING(CaseState.REPORTED),
        /** For a worker who looks before filing. */
        VERIFICATION(CaseState.VERIFYING),
        /** For the office to dispatch it. */
        DISPATCH(CaseState.FILED),
        /** For the district to say whose it is: it lies with it, or came back too often. */
        ARBITRATION(CaseState.FILED),
        /** For another office to answer whether it takes it. */
        TRANSFER(CaseState.FILED),
        /** For the department or person it was dispatched to. */
        ACCEPTANCE(CaseState.DISPATCHED),
        /** For whoever accepted it. */
        HANDLING(CaseState.HANDLING),
        /** For a worker who looks before closing. */
        CHECK(CaseState.CHECKING),
        /** For the desk to close it, or to have it checked or done again. */
        CLOSING(CaseState.RESOLVED);

        private final CaseState state;

        Waiting(CaseState state) {
            this.state = state;
        }
    }

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static CaseFilter read(QueryValues query) {
        return new CaseFilter(ROWS.read(query));
    }

    /** All, what changed last first. */
    public static CaseFilter all() {
        return new CaseFilter(Narrowing.by(new Order("updatedAt", true)));
    }

    /** All at the desk of a district that wait for one of these, or that came back to it; what is due first first. */
    public static CaseFilter withDistrict() {
        return new CaseFilter(Narrowing.by(new Order(DUE_AT, false))
                .with(STATE, EnumSet.of(CaseState.REPORTED, CaseState.FILED, CaseState.RESOLVED))
                .with(OF_THE_DISTRICT, true));
    }

    /** All in these states that lie with somebody, what is due first first. */
    public static CaseFilter with(UUID assignee, Set<CaseState> states) {
        return new CaseFilter(
                Narrowing.by(new Order(DUE_AT, false)).with(STATE, states).with(ASSIGNEE, Set.of(assignee)));
    }

    /** All that wait for one of these, what is due first first. */
    public static CaseFilter waiting(Set<Waiting> what) {
        return new CaseFilter(Narrowing.by(new Order(DUE_AT, false)).with(WAITING, what));
    }

    /** The states that states, waiting and being late leave; all of them when none is given. */
    public Set<CaseState> possibleStates() {
        Set<CaseState> states = narrowing.value(STATE);
        Set<Waiting> waiting = narrowing.value(WAITING);
        Set<CaseState> possible = states == null ? EnumSet.allOf(CaseState.class) : EnumSet.copyOf(states);
        if (waiting != null) {
            possible.removeIf(state -> waiting.stream().noneMatch(what -> what.state == state));
        }
        if (Boolean.TRUE.equals(narrowing.value(OVERDUE))) {
            // What has ended has no date any more.
            possible.retainAll(CaseState.open());
        }
        return possible;
    }

    /** Whether it asks only for what this person reported, or only for what lies with it. */
    public boolean isAbout(UUID person) {
        Set<UUID> alone = Set.of(person);
        return alone.equals(narrowing.value(REPORTER)) || alone.equals(narrowing.value(ASSIGNEE));
    }

    /** Whether this person is among those it asks for. */
    public boolean names(UUID person) {
        return Stream.of(REPORTER, ASSIGNEE)
                .map(narrowing::value)
                .anyMatch(people -> people != null && people.contains(person));
    }

    /**
     * Whom the cases are listed for that this reader asks for by it: one name of each list; no lists when all that is asked for
     * is something else.
     */
    public List<List<String>> listedFor(Actor reader) {
        List<List<String>> all = new ArrayList<>();
        listed(ASSIGNEE, people -> with(people, reader), all);
        listed(REPORTER, people -> people.stream().map(ListedFor::reporter), all);
        listed(DEPARTMENT, codes -> codes.stream().map(ListedFor::department), all);
        listed(DESK, code -> Stream.of(ListedFor.desk(code)), all);
        if (Boolean.TRUE.equals(narrowing.value(OF_THE_DISTRICT))
                || Set.of(Waiting.ARBITRATION).equals(narrowing.value(WAITING))) {
            all.add(List.of(ListedFor.DISTRICT));
        }
        return all;
    }

    private <T> void listed(Filter<T> filter, Function<T, Stream<String>> names, List<List<String>> all) {
        T value = narrowing.value(filter);
        if (value != null) {
            all.add(names.apply(value).toList());
        }
    }

    private static Stream<String> with(Set<UUID> people, Actor reader) {
        Stream<String> persons = people.stream().map(ListedFor::with);
        return people.contains(reader.id())
                ? Stream.concat(persons, reader.departments().stream().map(ListedFor::with))
                : persons;
    }

    /** What is looked for, null when nothing is. */
    public @Nullable String words() {
        return narrowing.value(WORDS);
    }

    /** {@code true} is each of them. */
    private static Set<Unclear> reasons(QueryValues query, String name) {
        Set<String> given = query.texts(name);
        return given.equals(Set.of("true")) ? EnumSet.allOf(Unclear.class) : query.words(name, Unclear.class);
    }

    private static @Nullable Criteria waitingFor(Set<Waiting> what, Context context) {
        if (what.containsAll(FILED) || what.stream().noneMatch(FILED::contains)) {
            return null;
        }
        List<Criteria> any = new ArrayList<>(List.of(Criteria.where("state").ne(CaseState.FILED)));
        what.stream().filter(FILED::contains).map(CaseFilter::whileFiled).forEach(any::add);
        return new Criteria().orOperator(any);
    }

    private static Criteria whileFiled(Waiting what) {
        Criteria offered = Criteria.where("between.transfer").exists(true);
        Criteria unoffered = Criteria.where("between.transfer").exists(false);
        Criteria districts = new Criteria().orOperator(atDistrict(), returnedToDistrict());
        return switch (what) {
            case TRANSFER -> offered;
            case ARBITRATION -> new Criteria().andOperator(unoffered, districts);
            default ->
                new Criteria().andOperator(unoffered, new Criteria().norOperator(atDistrict(), returnedToDistrict()));
        };
    }

    private static Criteria atDistrict() {
        return Criteria.where("desk.kind").is(DeskKind.DISTRICT);
    }

    /** It came back too often, and the district has not said whose it is. */
    private static Criteria returnedToDistrict() {
        return Criteria.where("state")
                .is(CaseState.FILED)
                .and("returns")
                .gte(RETURNS_BEFORE_ARBITRATION)
                .and("between.arbitrations.0")
                .exists(false);
    }

    private static Criteria assignedTo(Set<UUID> assignees, Context context) {
        List<Criteria> assigned = new ArrayList<>(List.of(
                Criteria.where("assignment.assignee._id").in(assignees),
                Criteria.where("task.assignee._id").in(assignees)));
        if (assignees.contains(context.reader().id())
                && !context.reader().departments().isEmpty()) {
            assigned.add(Criteria.where("assignment.departmentCode")
                    .in(context.reader().departments())
                    .and("assignment.assignee")
                    .is(null));
        }
        return new Criteria().orOperator(assigned);
    }

    private static Criteria overdue(boolean wanted, Context context) {
        return wanted
                ? Criteria.where(DUE_AT).lt(context.moment())
                : new Criteria()
                        .orOperator(
                                Criteria.where(DUE_AT).gte(context.moment()),
                                Criteria.where(DUE_AT).exists(false));
    }

    /** A case has the one place or the other. */
    private static Criteria within(GeoPoint.Box box) {
        return new Criteria()
                .orOperator(
                        Match.box("report.position.").of(box),
                        Match.box("area.anchor.").of(box));
    }
}
