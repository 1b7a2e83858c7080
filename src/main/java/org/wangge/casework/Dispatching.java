package org.wangge.casework;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseDuty;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseMachine;
import org.wangge.casework.store.WorkTallies;
import org.wangge.dutylist.DutyLists;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** What is to be known for giving a case to somebody: what it is, and what others have done and have to do. */
@Component
public class Dispatching {

    private final CaseWriting cases;
    private final WorkTallies tallies;

    Dispatching(CaseWriting cases, WorkTallies tallies) {
        this.cases = cases;
        this.tallies = tallies;
    }

    /**
     * A case that is to be given to somebody.
     *
     * @param offices whose departments may get it: the area's own, the one that hosts it, that of the desk, and the district
     * @param duty as the case has it; null when its category is on no list, or the case is older than lists are
     * @param point where it is, of its grid when nobody said where in it; null when not even that is known
     */
    public record Matter(
            UUID id,
            GridPath grid,
            List<String> offices,
            String categoryCode,
            DutyLists.@Nullable Duty duty,
            @Nullable GeoPoint point,
            boolean urgent) {}

    /** Numbers of cases; who has none is in neither map. */
    public record Tally(Map<String, Long> ofDepartments, Map<UUID, Long> ofPeople) {}

    /**
     * A case for whoever dispatches at its desk or arbitrates, in whatever state it is. Refuses {@code access.forbidden} to other
     * roles, {@code case.not-found}, and {@code case.not-yours} to who sees it and does not dispatch there.
     */
    public Mono<Matter> matter(UUID id, Actor actor) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.CASE_DISPATCH);
        return cases.visible(id, actor).map(file -> {
            if (!dispatches(file, actor)) {
                throw new Refused(Refusal.of("case.not-yours"));
            }
            CaseFile.Area area = file.area();
            return new Matter(
                    file.id(),
                    area.gridPath(),
                    CaseContextReader.dispatchedWithin(file),
                    file.category().code(),
                    duty(file.duty()),
                    file.point(),
                    file.urgent());
        });
    }

    private static boolean dispatches(CaseFile file, Actor actor) {
        return (actor.may(Permission.CASE_ARBITRATE) && actor.covers(file.area().gridPath()))
                || (actor.may(Permission.CASE_DISPATCH) && CaseMachine.isAtDesk(file, actor));
    }

    private static DutyLists.@Nullable Duty duty(@Nullable CaseDuty duty) {
        return duty == null ? null : new DutyLists.Duty(duty.dutyClass(), duty.leadCode(), null, duty.listVersion());
    }

    /** How many cases each of them has to handle now, over all areas; what is handled and waits to be closed does not count. One query. */
    public Mono<Tally> openLoad(Collection<UUID> people, Collection<String> departments) {
        return tallies.open(people, departments).map(Dispatching::tally);
    }

    /** How many of the district's newest closed cases of a category each handled: of the three hundred reported last. One query. */
    public Mono<Tally> pastWork(String categoryCode, GridPath district) {
        return tallies.closed(categoryCode, district).map(Dispatching::tally);
    }

    private static Tally tally(WorkTallies.Counts counts) {
        return new Tally(counts.ofDepartments(), counts.ofPeople());
    }
}
