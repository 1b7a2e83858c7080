package org.wangge.hazard.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.FoundHazard;
import org.wangge.hazard.FoundHazard.FixedOnSpot;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Area;
import org.wangge.hazard.model.HazardFile.Item;
import org.wangge.hazard.model.HazardFile.MajorDecision;
import org.wangge.hazard.model.HazardFile.PlaceName;
import org.wangge.place.Place;
import org.wangge.shared.Ids;
import org.wangge.shared.PersonName;

/** Makes the file of a hazard that was found: open, or put right on the spot and so closed at once. */
public final class NewHazard {

    private NewHazard() {}

    /**
     * What alone makes a major hazard is only suspected, and stays open for the department even when it was put right at
     * once.
     *
     * @param recurrences how often the same item failed at the same place lately
     */
    public static HazardFile of(FoundHazard found, String number, int recurrences, HazardContext facts) {
        Instant now = facts.now();
        HazardLevel level = found.item().aloneMajor() ? HazardLevel.SUSPECTED_MAJOR : HazardLevel.GENERAL;
        FixedOnSpot fixed = found.fixedOnSpot();
        boolean closed = fixed != null && level == HazardLevel.GENERAL;
        HazardState state = closed ? HazardState.CLOSED : HazardState.FOUND;
        Instant foundAt = found.foundAt().isAfter(now) ? now : found.foundAt();
        Instant dueAt = HazardContext.endOfDayAfter(now, found.item().deadline(), facts.zone());
        PersonName by = new PersonName(found.inspectorId(), found.inspectorName());
        Item item = item(found.checklist(), found.item());
        HazardGrade grade = HazardGrade.of(item.severity(), item.judge(), level, recurrences);
        List<UUID> media = found.photos();
        HazardLine line = line(found, fixed, media, state, level, dueAt, grade, by, facts);
        return new HazardFile(
                found.id(),
                number,
                state,
                level,
                1,
                closed ? null : true,
                place(found.place()),
                item,
                found.inspectionId(),
                found.note(),
                by,
                foundAt,
                area(found.place()),
                found.place().gridPath().ancestry(),
                1,
                recurrences,
                grade,
                dueAt,
                closed ? null : dueAt,
                level == HazardLevel.SUSPECTED_MAJOR ? now.plus(HazardStep.DECISION_LIMIT) : null,
                null,
                null,
                null,
                null,
                fixed != null,
                null,
                null,
                level == HazardLevel.SUSPECTED_MAJOR ? new MajorDecision(by, now, null, null, null, null, null) : null,
                null,
                null,
                0,
                0,
                media,
                found.unlisted() ? List.of(unlisted(found, line)) : null,
                List.of(line),
                null,
                HazardContext.month(foundAt, facts.zone()),
                closed ? HazardContext.month(now, facts.zone()) : null,
                now,
                closed ? now : null,
                null);
    }

    private static PlaceName place(Place place) {
        return new PlaceName(
                place.id(),
                place.kind(),
                place.name(),
                place.address(),
                place.industry(),
                place.position().point());
    }

    private static HazardFile.Doubt unlisted(FoundHazard found, HazardLine line) {
        return new HazardFile.Doubt(
                line.id(), DoubtCode.ITEM_UNKNOWN, "/itemId", found.item().id());
    }

    private static Item item(Checklist checklist, ChecklistItem item) {
        return new Item(
                checklist.code(),
                checklist.version(),
                item.id(),
                item.text(),
                item.severity(),
                item.judge(),
                item.aloneMajor(),
                item.deadline().toString(),
                item.basis().zh(),
                checklist.categoryCode(),
                item.basis().en());
    }

    private static Area area(Place place) {
        return new Area(
                place.gridPath().value(),
                place.gridName(),
                place.officeCode(),
                place.officeName(),
                place.gridRevision());
    }

    private static HazardLine line(
            FoundHazard found,
            @Nullable FixedOnSpot fixed,
            List<UUID> media,
            HazardState state,
            HazardLevel level,
            Instant dueAt,
            HazardGrade grade,
            PersonName by,
            HazardContext facts) {
        return new HazardLine(
                Ids.next(),
                1,
                facts.now(),
                found.foundAt(),
                by,
                HazardAction.FIND,
                state,
                level,
                1,
                null,
                fixed == null ? found.note() : fixed.note(),
                dueAt,
                grade,
                media);
    }
}
