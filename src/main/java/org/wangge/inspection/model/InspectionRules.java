package org.wangge.inspection.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.hazard.FoundHazard;
import org.wangge.inspection.Answer;
import org.wangge.inspection.Answer.Verdict;
import org.wangge.inspection.InspectionState;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.InspectionFile.Result;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What may be done with an inspection, and what makes its answers and its end right. */
public final class InspectionRules {

    /** What an inspector can do; all of it only while the inspection is under way. */
    public enum Step {
        ANSWER,
        SUBMIT,
        ABANDON;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private InspectionRules() {}

    public static List<String> openActions(InspectionFile file, Actor actor) {
        return refusal(file, Step.ANSWER, actor) == null
                ? Stream.of(Step.values()).map(Step::code).toList()
                : List.of();
    }

    /** Null when the step may be taken. */
    public static @Nullable Refusal refusal(InspectionFile file, Step step, Actor actor) {
        if (!actor.may(Permission.INSPECT)) {
            return Refusal.of("access.forbidden", Permission.INSPECT.name());
        }
        if (file.state() != InspectionState.STARTED) {
            return Refusal.of("inspection.wrong-state", file.state(), step);
        }
        return file.isInspectedBy(actor.id()) ? null : Refusal.of("inspection.not-yours");
    }

    /**
     * Refuses answers that are not right: to an item twice, or with nothing to fix; and, unless the list may have changed since
     * they were given, to items that it does not have.
     */
    public static void check(List<Answer> answers, Checklist checklist, boolean givenLongAgo) {
        List<Fault> faults = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (!givenLongAgo && checklist.item(answer.itemId()).isEmpty()) {
                faults.add(Fault.of("/answers/" + i + "/itemId", "inspection.item-unknown", answer.itemId()));
            } else if (!named.add(answer.itemId())) {
                faults.add(Fault.of("/answers/" + i + "/itemId", "inspection.answered-twice", answer.itemId()));
            }
            if (answer.fixedOnSpot() != null && answer.answer() != Verdict.FAIL) {
                faults.add(Fault.of("/answers/" + i + "/fixedOnSpot", "inspection.nothing-to-fix"));
            }
        }
        refuse(faults);
    }

    /** The answers with these in place of what was said before. */
    public static List<Answer> merge(List<Answer> before, List<Answer> more) {
        Set<String> named = more.stream().map(Answer::itemId).collect(Collectors.toSet());
        List<Answer> merged = new ArrayList<>(
                before.stream().filter(old -> !named.contains(old.itemId())).toList());
        merged.addAll(more);
        return merged;
    }

    /**
     * Refuses an end that is not complete: an item without an answer and no reason why, a failure without photo or word, neither
     * signature nor refusal.
     */
    public static void requireComplete(List<Answer> answers, Checklist checklist, Submission end) {
        List<Fault> faults = new ArrayList<>();
        for (ChecklistItem item : checklist.items()) {
            Optional<Answer> answer = answerTo(item, answers);
            if (answer.isEmpty()) {
                if (end.unansweredReason() == null) {
                    faults.add(Fault.of("/answers/" + item.id(), "inspection.unanswered", item.id()));
                }
            } else if (lacksPhoto(item, answer.get())) {
                faults.add(Fault.of("/answers/" + item.id() + "/mediaIds", "inspection.photo-missing", item.id()));
            }
        }
        boolean refused = end.refusal() != null && !end.refusal().isBlank();
        if (end.signatureMediaId() == null && !refused) {
            faults.add(Fault.of("/signature", "inspection.signature-missing"));
        }
        refuse(faults);
    }

    /** What the answers came to. */
    public static Result conclude(UUID id, List<Answer> answers, Checklist checklist) {
        return new Result(
                count(answers, Verdict.PASS),
                count(answers, Verdict.FAIL),
                count(answers, Verdict.NA),
                (int) checklist.items().stream()
                        .filter(item -> answerTo(item, answers).isEmpty())
                        .count(),
                checklist.items().stream()
                        .filter(item -> answerTo(item, answers)
                                .filter(answer -> answer.answer() == Verdict.FAIL)
                                .isPresent())
                        .map(item -> FoundHazard.idOf(id, item.id()))
                        .toList());
    }

    /** A camera may be broken; then a word of it will do. */
    private static boolean lacksPhoto(ChecklistItem item, Answer answer) {
        return answer.answer() == Verdict.FAIL
                && item.photoNeeded()
                && answer.mediaIds().isEmpty()
                && (answer.note() == null || answer.note().isBlank());
    }

    private static Optional<Answer> answerTo(ChecklistItem item, List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.itemId().equals(item.id()))
                .findFirst();
    }

    private static int count(List<Answer> answers, Verdict verdict) {
        return (int)
                answers.stream().filter(answer -> answer.answer() == verdict).count();
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("inspection.invalid").withFaults(faults));
        }
    }

    /** All photos that these answers name. */
    public static List<UUID> photos(List<Answer> answers) {
        return answers.stream()
                .flatMap(answer -> Stream.concat(
                        answer.mediaIds().stream(),
                        answer.fixedOnSpot() == null ? Stream.empty() : answer.fixedOnSpot().mediaIds().stream()))
                .distinct()
                .toList();
    }
}
