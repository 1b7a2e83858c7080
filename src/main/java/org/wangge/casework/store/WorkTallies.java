package org.wangge.casework.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Mono;

/** How much work departments and people have, and have done. */
@Repository
public class WorkTallies {

    /** So many closed cases tell who knows a category; more would tell of people who left long ago. */
    private static final int LOOK_BACK = 300;

    private static final Set<CaseState> TO_HANDLE =
            Set.of(CaseState.DISPATCHED, CaseState.HANDLING, CaseState.SUSPENDED);

    private final ReactiveMongoTemplate mongo;
    private final CaseStore cases;

    WorkTallies(ReactiveMongoTemplate mongo, CaseStore cases) {
        this.mongo = mongo;
        this.cases = cases;
    }

    /** Numbers of cases; who has none is in neither map. */
    public record Counts(Map<String, Long> ofDepartments, Map<UUID, Long> ofPeople) {

        private static Counts of(List<Done> all) {
            return new Counts(sums(all, Done::department), sums(all, Done::person));
        }

        private static <K> Map<K, Long> sums(List<Done> all, Function<Done, @Nullable K> whose) {
            return all.stream()
                    .filter(done -> whose.apply(done) != null)
                    .collect(Collectors.groupingBy(
                            done -> Objects.requireNonNull(whose.apply(done)), Collectors.summingLong(Done::cases)));
        }
    }

    private record Done(
            @Nullable String department, @Nullable UUID person, long cases) {}

    private record Assigned(
            @Nullable String department, @Nullable UUID person) {}

    private record Group(Assigned id, long cases) {}

    /** The cases that these have to handle, counted where they are. */
    public Mono<Counts> open(Collection<UUID> people, Collection<String> departments) {
        List<String> parties = new ArrayList<>(departments);
        people.forEach(person -> parties.add(person.toString()));
        Criteria theirs = Criteria.where("parties").in(parties).and("state").in(TO_HANDLE);
        AggregationOperation grouping = context -> new Document(
                "$group",
                new Document(
                                "_id",
                                new Document("department", "$assignment.departmentCode")
                                        .append("person", "$assignment.assignee._id"))
                        .append("cases", new Document("$sum", 1)));
        return mongo.aggregate(
                        Aggregation.newAggregation(CaseFile.class, Aggregation.match(theirs), grouping),
                        CaseStore.CASES,
                        Group.class)
                .map(group -> new Done(group.id().department(), group.id().person(), group.cases()))
                .collectList()
                .map(Counts::of);
    }

    private record Closed(CaseFile.@Nullable Assignment assignment, CaseFile.@Nullable Outcome outcome) {

        private Done done() {
            return new Done(
                    assignment == null ? null : assignment.departmentCode(),
                    outcome == null ? null : outcome.by().id(),
                    1);
        }
    }

    /** Who handled the newest closed cases of a category. */
    public Mono<Counts> closed(String categoryCode, GridPath district) {
        Query newest = Query.query(Criteria.where("category.code")
                        .is(categoryCode)
                        .and("state")
                        .is(CaseState.CLOSED)
                        .and("areas")
                        .is(district.value()))
                // Ids grow with the time of the report.
                .with(Sort.by(Direction.DESC, "_id"))
                .limit(LOOK_BACK);
        newest.fields().include("assignment", "outcome");
        return cases.find(newest, Closed.class).map(Closed::done).collectList().map(Counts::of);
    }
}
