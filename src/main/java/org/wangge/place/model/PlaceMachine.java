package org.wangge.place.model;

import static org.wangge.place.PlaceState.CLOSED_DOWN;
import static org.wangge.place.PlaceState.OPEN;
import static org.wangge.place.PlaceState.SUSPENDED;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

/** What can be done with a place in which state, and where that leads. */
public final class PlaceMachine {

    private PlaceMachine() {}

    /** Null stays where it is. */
    private record Step(Set<PlaceState> from, @Nullable PlaceState to) {}

    private static final Map<PlaceAction, Step> STEPS = new EnumMap<>(Map.of(
            PlaceAction.EDIT, new Step(Set.of(OPEN, SUSPENDED), null),
            PlaceAction.SUSPEND, new Step(Set.of(OPEN), SUSPENDED),
            // Also from CLOSED_DOWN: a mistake must be curable, and the history shows it.
            PlaceAction.REOPEN, new Step(Set.of(SUSPENDED, CLOSED_DOWN), OPEN),
            PlaceAction.CLOSE_DOWN, new Step(Set.of(OPEN, SUSPENDED), CLOSED_DOWN)));

    /** Where the action leads from there; null when it is not possible there. */
    public static @Nullable PlaceState after(PlaceState state, PlaceAction action) {
        Step step = STEPS.get(action);
        if (step == null || !step.from().contains(state)) {
            return null;
        }
        return step.to() == null ? state : step.to();
    }

    /** The codes of what this person may do now. */
    public static List<String> openActions(PlaceState state, Actor actor) {
        return actor.may(Permission.PLACE_EDIT)
                ? Arrays.stream(PlaceAction.values())
                        .filter(action -> after(state, action) != null)
                        .map(PlaceAction::code)
                        .toList()
                : List.of();
    }
}
