package org.wangge.hazard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;

/** What someone wants to do with a hazard, with all that the action needs. */
public sealed interface HazardCommand {

    HazardAction action();

    /** Why; null for what needs no reason. */
    default @Nullable Reason reason() {
        return null;
    }

    /** The photos taken with it. */
    default List<UUID> mediaIds() {
        return List.of();
    }

    /** What was said with it, in the words of who did it; null for nothing. */
    default @Nullable String words() {
        Reason reason = reason();
        return reason == null ? null : reason.text();
    }

    /** What was given with it besides words and photos, by its pointer into the body; what was not given is null. */
    default Map<String, @Nullable Object> parts() {
        Reason reason = reason();
        return reason == null ? Map.of() : Map.of("/reason/code", reason.code());
    }

    /** The actions that need a reason and nothing else. */
    record Reasoned(HazardAction action, Reason reason) implements HazardCommand {}

    /**
     * @param dueAt by when all of it must be put right; null for the date proposed for each item
     * @param with other hazards of the same inspection that the notice holds too
     */
    record IssueNotice(@Nullable PhoneTime dueAt, List<UUID> with) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.ISSUE_NOTICE;
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("/dueAt", given(dueAt));
            for (int i = 0; i < with.size(); i++) {
                parts.put("/hazardIds/" + i, with.get(i));
            }
            return parts;
        }
    }

    /** Following on a notice that was issued under another hazard, in the name of who issued it. */
    record JoinNotice(UUID leadId, String number, Instant issuedAt, Instant dueAt) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.ISSUE_NOTICE;
        }
    }

    /** The five elements (五到位) of a plan; all of them for a major hazard. */
    record Plan(String responsibility, String measures, String funds, String deadline, String emergencyPlan) {

        String words() {
            return String.join("；", responsibility, measures, funds, deadline, emergencyPlan);
        }
    }

    record StartRectification(@Nullable Plan plan) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.START_RECTIFICATION;
        }

        @Override
        public @Nullable String words() {
            return plan == null ? null : plan.words();
        }
    }

    /**
     * @param cost what it cost, in yuan; null when nobody says
     */
    record ReportRectified(
            String note, List<UUID> mediaIds, @Nullable BigDecimal cost) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.REPORT_RECTIFIED;
        }

        @Override
        public String words() {
            return note;
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            return Collections.singletonMap("/cost", cost);
        }
    }

    /**
     * @param dueAt of the next round when it did not pass; null for the item's usual time
     */
    record Recheck(
            boolean passed,
            @Nullable String note,
            List<UUID> mediaIds,
            @Nullable PhoneTime dueAt) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.RECHECK;
        }

        @Override
        public @Nullable String words() {
            return note;
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("/passed", passed);
            parts.put("/dueAt", given(dueAt));
            return parts;
        }
    }

    record Extend(int days, Reason reason) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.EXTEND;
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            return Map.of("/days", days, "/reason/code", reason.code());
        }
    }

    /** Ordering a stop of work or use, or lifting it. */
    record Stop(HazardAction action, String text) implements HazardCommand {
        @Override
        public String words() {
            return text;
        }
    }

    /** Listed supervision (挂牌督办). */
    record ListHazard(ListingLevel level, LocalDate until) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.LIST;
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            return Map.of("/level", level, "/until", until);
        }
    }

    /**
     * @param reason null when nobody says
     */
    record Unlist(@Nullable Reason reason) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.UNLIST;
        }
    }

    /** By which government a major hazard is supervised in public. */
    enum ListingLevel {
        DISTRICT,
        CITY,
        PROVINCE
    }

    /** Sent by the server itself: photos that belong to what was found and came later. */
    record MorePhotos(List<UUID> photos) implements HazardCommand {
        @Override
        public HazardAction action() {
            return HazardAction.NOTE;
        }
    }

    /** Sent by the server itself when time has passed. */
    record TimePassed(HazardAction action) implements HazardCommand {}

    /**
     * Sent by the server itself when the case that a hazard became is opened or ends.
     *
     * @param successor the case that goes on instead, when it was merged
     * @param result what its handler did, when somebody closed it
     */
    record CaseNews(
            HazardAction action,
            UUID caseId,
            String number,
            @Nullable Successor successor,
            @Nullable CaseResult result) implements HazardCommand {}

    record Successor(UUID caseId, String number) {}

    /** What the handler of a case says was done. */
    record CaseResult(String text, UUID byId, String byName, Instant at) {}

    private static @Nullable String given(@Nullable PhoneTime time) {
        return time == null ? null : time.given();
    }
}
