package org.wangge.inspection.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.inspection.Answer;
import org.wangge.inspection.DoubtCode;

/** Which version of a checklist a phone had when it was offline. */
public final class UsedChecklist {

    private UsedChecklist() {}

    /**
     * The version it names; when it names none, the one whose items it answered, or the one in force when it began.
     *
     * @param versions all there are, the newest first
     * @param startedAt null when that is not known
     */
    public static Checklist among(
            List<Checklist> versions,
            @Nullable Integer named,
            @Nullable Instant startedAt,
            List<Answer> answers,
            Doubts doubts) {
        Checklist newest = versions.get(0);
        Optional<Checklist> said = named == null ? Optional.empty() : first(versions, list -> list.version() == named);
        if (named != null && said.isEmpty()) {
            doubts.add(DoubtCode.CHECKLIST_UNKNOWN, "/checklistVersion", String.valueOf(named));
        }
        Checklist used = said.orElseGet(() -> guessed(versions, startedAt, answers));
        if (newest.retired()) {
            doubts.add(DoubtCode.CHECKLIST_RETIRED, "/checklistCode", newest.code());
        } else if (used.version() < newest.version()) {
            doubts.add(DoubtCode.CHECKLIST_OUTDATED, "/checklistVersion", String.valueOf(used.version()));
        }
        markUnknown(used, answers, doubts);
        return used;
    }

    /** Marks answers to items that the list does not have. */
    public static void markUnknown(Checklist list, List<Answer> answers, Doubts doubts) {
        for (int i = 0; i < answers.size(); i++) {
            String item = answers.get(i).itemId();
            if (list.item(item).isEmpty()) {
                doubts.add(DoubtCode.ITEM_UNKNOWN, "/answers/" + i + "/itemId", item);
            }
        }
    }

    private static Checklist guessed(List<Checklist> versions, @Nullable Instant startedAt, List<Answer> answers) {
        Set<String> answered = answers.stream().map(Answer::itemId).collect(Collectors.toSet());
        Predicate<Checklist> knowsAll = list -> items(list).containsAll(answered);
        Predicate<Checklist> allAnswered = list -> items(list).equals(answered);
        Predicate<Checklist> inForce =
                list -> startedAt != null && !list.publishedAt().isAfter(startedAt);
        List<Checklist> usable =
                versions.stream().filter(list -> !list.retired()).toList();
        return first(usable, allAnswered.and(inForce))
                .or(() -> first(usable, allAnswered))
                .or(() -> first(usable, knowsAll.and(inForce)))
                .or(() -> first(usable, knowsAll))
                .or(() -> usable.stream().findFirst())
                .orElse(versions.get(0));
    }

    private static Set<String> items(Checklist list) {
        return list.items().stream().map(ChecklistItem::id).collect(Collectors.toSet());
    }

    private static Optional<Checklist> first(List<Checklist> versions, Predicate<Checklist> wanted) {
        return versions.stream().filter(wanted).findFirst();
    }
}
