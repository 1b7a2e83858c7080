package org.wangge.casework;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Reason;

/** What someone wants to do with a case, with all that the action needs. */
public sealed interface CaseCommand {

    CaseAction action();

    /** Why; null for what needs no reason. */
    default @Nullable Reason reason() {
        return null;
    }

    /** What needs to be said with it is why, and nothing else. */
    record Because(CaseAction action, Reason reason) implements CaseCommand {}

    record RequestVerification(UUID assigneeId, @Nullable String note) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.REQUEST_VERIFICATION;
        }
    }

    record Verify(boolean confirmed, @Nullable String note, List<UUID> mediaIds) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.VERIFY;
        }
    }

    record File(
            int conditionSeq,
            @Nullable String categoryCode,
            @Nullable Boolean urgent) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.FILE;
        }
    }

    record Refile(int conditionSeq, @Nullable String categoryCode, Reason reason) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.REFILE;
        }
    }

    record Merge(UUID intoCaseId) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.MERGE;
        }
    }

    /** Sent by the server itself after a merge. */
    record Absorb(UUID caseId) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.ABSORB;
        }
    }

    /** Sent by the server itself when something is said on a case that was merged: it belongs to the one that goes on. */
    record AbsorbComment(UUID caseId, UUID lineId) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.ABSORB;
        }
    }

    /** The reason is why the district gives what was taken back to an office all the same; else null. */
    record Dispatch(
            @Nullable String departmentCode,
            @Nullable UUID assigneeId,
            @Nullable String note,
            @Nullable Reason reason) implements CaseCommand {

        /** For no particular reason. */
        public Dispatch(@Nullable String departmentCode, @Nullable UUID assigneeId, @Nullable String note) {
            this(departmentCode, assigneeId, note, null);
        }

        @Override
        public CaseAction action() {
            return CaseAction.DISPATCH;
        }
    }

    record Accept() implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.ACCEPT;
        }
    }

    record Resolve(String result, List<UUID> mediaIds) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.RESOLVE;
        }
    }

    record RequestCheck(UUID assigneeId, @Nullable String note) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.REQUEST_CHECK;
        }
    }

    record Check(boolean passed, @Nullable String note, List<UUID> mediaIds) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.CHECK;
        }
    }

    record Close(@Nullable String standard, @Nullable String note) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.CLOSE;
        }
    }

    record Transfer(String officeCode, Reason reason) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.TRANSFER;
        }
    }

    /**
     * Whether the other office takes it.
     *
     * @param reason null only when it does
     */
    record AnswerTransfer(boolean accept, @Nullable Reason reason) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.ANSWER_TRANSFER;
        }
    }

    /**
     * Who leads and who assists.
     *
     * @param assisting codes of departments and offices
     * @param upheld whether an open objection is right; null where it follows from who gets it
     */
    record Arbitrate(
            @Nullable String officeCode,
            @Nullable String leadDepartment,
            List<String> assisting,
            @Nullable Boolean upheld,
            Reason reason)
            implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.ARBITRATE;
        }
    }

    /** Sent by the server itself when the time for an answer is over. */
    record LapseTransfer() implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.LAPSE_TRANSFER;
        }
    }

    /** Sent by the server itself when the office of the desk has ended. */
    record MoveDesk() implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.MOVE_DESK;
        }
    }

    /**
     * Sent by the server itself when its spot has come to another office.
     *
     * @param routing by the new grids
     */
    record FollowGrid(RoutingDecision routing) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.FOLLOW_GRID;
        }
    }

    /** Sent by the server itself when what the case came from is settled. */
    record Conclude(String text) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.CONCLUDE;
        }
    }

    /** @param mediaIds photos that came later than what they belong to */
    record Comment(String text, List<UUID> mediaIds) implements CaseCommand {
        @Override
        public CaseAction action() {
            return CaseAction.COMMENT;
        }
    }
}
