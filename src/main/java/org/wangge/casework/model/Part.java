package org.wangge.casework.model;

import org.wangge.shared.Actor;

/** What someone must be to the case to act on it, besides having the permission. */
enum Part {
    /** The one who reported it. */
    REPORTER {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            return file.report().reporter().id().equals(actor.id());
        }
    },
    /** Someone in whose area it lies. */
    OF_THE_AREA {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            return actor.covers(file.area().gridPath());
        }
    },
    /** The person it was dispatched to, or anyone of that department. */
    ASSIGNED {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            CaseFile.Assignment assignment = file.assignment();
            if (assignment == null) {
                return false;
            }
            boolean named =
                    assignment.assignee() != null && assignment.assignee().id().equals(actor.id());
            String department = assignment.departmentCode();
            return named || (department != null && actor.departments().contains(department));
        }
    },
    /** The worker who was asked to look. */
    ASKED {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            return file.task() != null && file.task().assignee().id().equals(actor.id());
        }
    },
    /** Everyone who sees it. */
    READER {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            return true;
        }
    },
    /** The server itself. */
    SYSTEM {
        @Override
        boolean holds(CaseFile file, Actor actor) {
            return actor.equals(Actor.SYSTEM);
        }
    };

    abstract boolean holds(CaseFile file, Actor actor);
}
