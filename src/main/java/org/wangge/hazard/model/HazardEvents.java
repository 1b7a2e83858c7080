package org.wangge.hazard.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardFile.Fix;

/** Makes the event that tells of a step. */
public final class HazardEvents {

    /** By the name that readers know. */
    private record Field(String name, Function<HazardFile, ?> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("state", HazardFile::state),
            new Field("level", HazardFile::level),
            new Field("area", HazardFile::area),
            new Field("grade", HazardFile::grade),
            new Field("dueAt", HazardFile::dueAt),
            new Field("round", HazardFile::round),
            new Field("notice", HazardFile::notice),
            new Field("rectificationPlan", HazardFile::plan),
            new Field("fix", HazardFile::fix),
            new Field("acceptance", HazardFile::review),
            new Field("stopOrder", HazardFile::stop),
            new Field("listing", HazardFile::listing),
            new Field("majorDecision", HazardFile::decision),
            new Field("caseId", HazardFile::caseId),
            new Field("media", HazardFile::mediaIds));

    private HazardEvents() {}

    /** Of a new hazard. */
    public static HazardEvent of(HazardFile found) {
        return of(found, found);
    }

    /** Of a step; what it took away (who fixed it, its case) is still named, since it concerns those who had to do with it. */
    static HazardEvent of(HazardFile before, HazardFile after) {
        HazardLine line = after.lastLine();
        Fix fix = after.fix() == null ? before.fix() : after.fix();
        return new HazardEvent(
                line.id(),
                line.at(),
                line.action(),
                after.id(),
                after.number(),
                after.state(),
                after.level(),
                after.place().id(),
                after.area().gridPath(),
                after.area().officeCode(),
                line.actor().id(),
                after.foundBy().id(),
                fix == null ? null : fix.by().id(),
                after.dueAt(),
                after.round(),
                after.caseId() == null ? before.caseId() : after.caseId(),
                after.isListed(),
                line.mediaIds(),
                after.version(),
                changed(before, after));
    }

    private static List<String> changed(HazardFile before, HazardFile after) {
        return FIELDS.stream()
                .filter(field -> !Objects.equals(
                        field.value().apply(before), field.value().apply(after)))
                .map(Field::name)
                .toList();
    }
}
