package org.wangge.place.model;

import static org.wangge.place.PlaceState.CLOSED_DOWN;
import static org.wangge.place.PlaceState.OPEN;
import static org.wangge.place.PlaceState.SUSPENDED;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceState;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Row;

/** What can be done with a place in which state, and where that leads: the whole table. */
public final class PlaceMachine {

    private static final Row<PlaceFile, Reason, PlaceAction, PlaceState> EDIT =
            row(PlaceAction.EDIT, Set.of(OPEN, SUSPENDED), null);

    private static final Transitions<PlaceFile, Reason, PlaceAction, PlaceState> TABLE = new Transitions<>(
            "place",
            PlaceFile::state,
            List.of(
                    EDIT,
                    row(PlaceAction.SUSPEND, Set.of(OPEN), SUSPENDED),
                    // Also from CLOSED_DOWN: a mistake must be curable, and the history shows it.
                    row(PlaceAction.REOPEN, Set.of(SUSPENDED, CLOSED_DOWN), OPEN),
                    row(PlaceAction.CLOSE_DOWN, Set.of(OPEN, SUSPENDED), CLOSED_DOWN)));

    private PlaceMachine() {}

    private static Row<PlaceFile, Reason, PlaceAction, PlaceState> row(
            PlaceAction action, Set<PlaceState> from, @Nullable PlaceState to) {
        return new Row<>(action, from, to == null ? Set.of() : Set.of(to), Permission.PLACE_EDIT, List.of());
    }

    /** The whole table. */
    public static Transitions<PlaceFile, Reason, PlaceAction, PlaceState> table() {
        return TABLE;
    }

    /** Whether its state lets it be described anew, by whoever may do that. */
    public static boolean isEditable(PlaceFile file) {
        return EDIT.from().contains(file.state());
    }
}
