package org.wangge.casework.model;

import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Decision;

/**
 * The grids were drawn anew. A case stays as it was routed unless its spot has come to another office: then it is at that one's desk,
 * with the clocks it had.
 */
public final class GridEffects extends CaseStep {

    GridEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    /** Whether a redraw, not a change of host, gives the spot to another office. */
    public static boolean moves(CaseFile.Area area, RoutingDecision routing) {
        return !routing.areaOfficeCode().equals(area.areaOfficeCode())
                && !routing.officeCode().equals(area.officeCode());
    }

    /** Whether nobody handles it yet and it is at the desk of its grid's office, so that it may go to another one. */
    public static boolean mayMove(CaseFile file) {
        boolean isWhereItWasRouted = file.desk().code().equals(file.area().officeCode())
                && file.between().transfer() == null;
        return isWhereItWasRouted && isUnaccepted(file);
    }

    private static boolean isUnaccepted(CaseFile file) {
        return switch (file.state()) {
            case REPORTED, VERIFYING, FILED -> true;
            case DISPATCHED -> file.assignment() == null || file.assignment().acceptedAt() == null;
            default -> false;
        };
    }

    Decision<CaseFile> decide(CaseCommand.FollowGrid command) {
        RoutingDecision routing = command.routing();
        if (!moves(file.area(), routing) || !mayMove(file)) {
            return new Decision.Already<>();
        }
        Desk desk = facts.desk() == null ? Desk.of(routing.desk()) : facts.desk();
        next.area(NewCase.area(routing, file.report().position() == null ? routing.anchor() : null))
                .desk(desk);
        LocalizedText office = routing.officeName();
        String english = office.en().isBlank() ? office.zh() : office.en();
        return line(command.action())
                .to(desk.people())
                .saying(new LocalizedText(
                        "网格重新划定，此处现归" + office.zh() + "。",
                        "The grids were drawn anew; this spot is now with " + english + "."))
                .moved();
    }
}
