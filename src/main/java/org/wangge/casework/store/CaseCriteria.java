package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseFilter.Waiting;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Texts;

/** What a filter and the reader's sight make of a query for cases. */
final class CaseCriteria {

    private CaseCriteria() {}

    static List<Criteria> of(CaseFilter filter, Actor actor, Instant now) {
        List<Criteria> all = new ArrayList<>();
        boolean mine = filter.reporter() != null && filter.reporter().equals(actor.id())
                || filter.assignee() != null && filter.assignee().equals(actor.id());
        boolean byArea = actor.may(Permission.CASE_READ_AREA) && !mine;
        all.add(byArea ? CaseStore.inAreaOf(actor) : Criteria.where("parties").in(CaseStore.partiesOf(actor)));
        Set<CaseState> states = filter.possibleStates();
        if (states.size() < CaseState.values().length || !filter.sort().field().equals("reportedAt")) {
            // The other indexes have the state before the time: naming all states lets them give the order.
            all.add(Criteria.where("state").in(states));
        }
        addKind(filter, all);
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

    private static void addKind(CaseFilter filter, List<Criteria> all) {
        if (filter.waiting().contains(Waiting.DISPATCH) != filter.waiting().contains(Waiting.ARBITRATION)) {
            Criteria returned = Criteria.where("returns");
            int most = CaseFilter.RETURNS_BEFORE_ARBITRATION;
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("state").ne(CaseState.FILED),
                            filter.waiting().contains(Waiting.DISPATCH) ? returned.lt(most) : returned.gte(most)));
        }
        if (!filter.departments().isEmpty()) {
            all.add(Criteria.where("assignment.departmentCode").in(filter.departments()));
        }
        if (filter.urgent() != null) {
            all.add(Criteria.where("urgent").is(filter.urgent()));
        }
        if (filter.selfHandled() != null) {
            all.add(Criteria.where("report.selfHandled").is(filter.selfHandled()));
        }
        if (filter.returns() != null) {
            all.add(Criteria.where("returns").gte(filter.returns()));
        }
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
                        .is(null));
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
