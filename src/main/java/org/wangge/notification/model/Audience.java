package org.wangge.notification.model;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Permission;

/** Who is told, said by what they are to the case, hazard or task. */
public enum Audience {
    /** The dispatchers of the desk at which it is. */
    DESK(Permission.CASE_FILE),
    /** The dispatchers of other desks: of one that it left, was offered to or is helped by. */
    OTHER_DESKS(Permission.CASE_FILE),
    /** Who may arbitrate in the district. */
    DISTRICT(Permission.CASE_ARBITRATE),
    /** Who acts for a department in the area: of the office, and of the district's bureaus. */
    DEPARTMENT(Permission.CASE_HANDLE),
    /** Who reported it, also as another case that was merged into it. */
    REPORTERS(null),
    /** Who has it: the named handler, else all of the department. */
    HANDLERS(null),
    /** Who acts for the departments that the district named. */
    NAMED_DEPARTMENTS(null),
    /** Who dispatched it last. */
    SENDER(null),
    /** The worker asked to look. */
    ASKED(null),
    /** Who asked the worker. */
    ASKER(null),
    /** The workers who answer for the grid. */
    GRID_WORKERS(null),
    /** Whom the rules name to know of it: by duty, role, department or office. */
    WATCHERS(null),
    /** The inspector who found the hazard. */
    FINDER(null),
    /** Who said last that the hazard is put right. */
    FIXER(null),
    /** Who keeps webhooks in the area. */
    WEBHOOK_KEEPERS(Permission.REFERENCE_EDIT),
    /** Those whom the task names. */
    ASSIGNEES(null);

    private static final Set<Audience> NAMED_BY_CASE =
            EnumSet.of(REPORTERS, HANDLERS, NAMED_DEPARTMENTS, SENDER, ASKED, ASKER);

    private final @Nullable Permission heldBy;

    Audience(@Nullable Permission heldBy) {
        this.heldBy = heldBy;
    }

    /** What makes someone in the area one of them; null when the step names them or the grid does. */
    public @Nullable Permission heldBy() {
        return heldBy;
    }

    /** Whether a case names them itself, so that they may know of it also when it is restricted. */
    public boolean isNamedByCase() {
        return NAMED_BY_CASE.contains(this);
    }
}
