package org.wangge.inspection.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.wangge.inspection.DoubtCode;
import org.wangge.inspection.MorePhotos;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.InspectionFile.Result;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What makes the answers and the end of an inspection right. */
public final class InspectionRules {

    private static final int PHOTOS_OF_AN_ITEM = 20;

    private InspectionRules() {}

    /** Refuses photos of an item that was not answered, or not put right, or has too many; and a second signature. */
    public static void check(MorePhotos more, InspectionFile file) {
        List<Fault> faults = new ArrayList<>();
        boolean signs = more.signatureMediaId() != null;
        if (more.mediaIds().isEmpty() ? !signs || more.itemId() != null : more.itemId() == null) {
            faults.add(Fault.of(more.itemId() == null ? "/itemId" : "/mediaIds", "field.required"));
        }
        if (signs && (file.refusal() != null || isAnother(file.signatureMediaId(), more.signatureMediaId()))) {
            faults.add(Fault.of("/signature", "inspection.signature-there"));
        }
        if (more.itemId() != null) {
            faults.addAll(wrongWith(more, more.itemId(), file));
        }
        refuse(faults);
    }

    private static boolean isAnother(@Nullable UUID there, @Nullable UUID given) {
        return there != null && !there.equals(given);
    }

    private static List<Fault> wrongWith(MorePhotos more, String itemId, InspectionFile file) {
        Optional<Answer> answer = file.answers().stream()
                .filter(given -> given.itemId().equals(itemId))
                .findFirst();
        if (answer.isEmpty()) {
            return List.of(Fault.of("/itemId", "inspection.item-unknown", itemId));
        }
        Answer.Fix fix = answer.get().fixedOnSpot();
        if (more.afterFix() && fix == null) {
            return List.of(Fault.of("/afterFix", "inspection.nothing-to-fix"));
        }
        List<UUID> there =
                more.afterFix() && fix != null ? fix.mediaIds() : answer.get().mediaIds();
        return union(there, more.mediaIds()).size() > PHOTOS_OF_AN_ITEM
                ? List.of(Fault.of("/mediaIds", "inspection.photos-full", PHOTOS_OF_AN_ITEM))
                : List.of();
    }

    /** The answers with these photos to the one item. */
    public static List<Answer> with(MorePhotos more, List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.itemId().equals(more.itemId()) ? with(more, answer) : answer)
                .toList();
    }

    private static Answer with(MorePhotos more, Answer answer) {
        Answer.Fix fix = answer.fixedOnSpot();
        boolean after = more.afterFix() && fix != null;
        return new Answer(
                answer.itemId(),
                answer.answer(),
                answer.note(),
                after ? answer.mediaIds() : union(answer.mediaIds(), more.mediaIds()),
                fix != null && after ? new Answer.Fix(fix.note(), union(fix.mediaIds(), more.mediaIds())) : fix);
    }

    private static List<UUID> union(List<UUID> there, List<UUID> more) {
        return Stream.concat(there.stream(), more.stream()).distinct().toList();
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
     *
     * @param otherList where what this list asks for besides is marked, when the phone had another one; else null
     */
    public static void requireComplete(
            List<Answer> answers, Checklist checklist, Submission end, @Nullable Doubts otherList) {
        List<Fault> faults = new ArrayList<>();
        for (ChecklistItem item : checklist.items()) {
            Optional<Answer> answer = answerTo(item, answers);
            String pointer = "/answers/" + item.id();
            if (answer.isEmpty() && end.unansweredReason() == null) {
                if (otherList != null) {
                    otherList.add(DoubtCode.ITEM_UNANSWERED, pointer, item.id());
                } else {
                    faults.add(Fault.of(pointer, "inspection.unanswered", item.id()));
                }
            } else if (otherList == null && answer.isPresent() && lacksPhoto(item, answer.get())) {
                faults.add(Fault.of(pointer + "/mediaIds", "inspection.photo-missing", item.id()));
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
                Failures.of(answers, checklist)
                        .map(answer -> FoundHazard.idOf(id, answer.itemId()))
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
