package org.wangge.live.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.events.CaseEvent;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.live.FeedEntry;
import org.wangge.live.FeedEntryBuilder;
import org.wangge.live.FeedSubject;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;

/** Makes entries of events; where in the feed they come is not known yet. */
public final class Entries {

    private Entries() {}

    /** Whether entries are made of such events. */
    public static boolean tellOf(DomainEvent event) {
        return event instanceof CaseEvent || event instanceof HazardEvent || event instanceof TaskEvent;
    }

    public static FeedEntry of(DomainEvent event) {
        if (event instanceof CaseEvent step) {
            return of(step);
        }
        return event instanceof HazardEvent step ? of(step) : of((TaskEvent) event);
    }

    private static FeedEntry of(CaseEvent step) {
        CaseEvent.Seen seen = step.seen() == null ? seenByEarlierVersions(step) : step.seen();
        return begun(step.eventId(), step.at(), step.area())
                .kind(kind(FeedSubject.CASE, step.action().code()))
                .subject(FeedSubject.CASE)
                .subjectId(step.caseId())
                .number(step.number())
                .version(step.version())
                .state(step.state().name())
                .office(step.officeCode())
                .areas(seen.areas())
                .parties(seen.parties())
                .restricted(step.restricted())
                .changed(seen.changed())
                .build();
    }

    private static CaseEvent.Seen seenByEarlierVersions(CaseEvent step) {
        CaseEvent.Desks desks = step.desks();
        Stream<GridPath> areas = desks == null
                ? Stream.of(step.area())
                : Stream.of(List.of(step.area()), desks.areas(), desks.others()).flatMap(List::stream);
        List<UUID> people = new ArrayList<>(step.otherReporterIds());
        people.add(step.reporterId());
        Stream.of(step.assigneeId(), step.askedId(), step.askedById())
                .filter(Objects::nonNull)
                .forEach(people::add);
        return new CaseEvent.Seen(
                areas.flatMap(area -> area.ancestry().stream()).distinct().toList(),
                Stream.concat(people.stream().map(UUID::toString), Stream.ofNullable(step.departmentCode()))
                        .distinct()
                        .toList(),
                List.of());
    }

    private static FeedEntry of(HazardEvent step) {
        return begun(step.eventId(), step.at(), step.area())
                .kind(kind(FeedSubject.HAZARD, step.action().code()))
                .subject(FeedSubject.HAZARD)
                .subjectId(step.hazardId())
                .number(step.number())
                .version(step.version())
                .state(step.state().name())
                .office(step.officeCode())
                .changed(orNone(step.changed()))
                .build();
    }

    private static FeedEntry of(TaskEvent step) {
        return begun(step.eventId(), step.at(), step.area())
                .kind(kind(FeedSubject.TASK, step.state().name().toLowerCase(Locale.ROOT)))
                .subject(FeedSubject.TASK)
                .subjectId(step.taskId())
                .version(step.version())
                .state(step.state().name())
                .office(step.officeCode())
                .changed(List.of("state"))
                .build();
    }

    private static List<String> orNone(@Nullable List<String> changed) {
        return changed == null ? List.of() : changed;
    }

    private static String kind(FeedSubject subject, String step) {
        return subject.code() + "." + step;
    }

    private static FeedEntryBuilder begun(UUID id, Instant at, GridPath area) {
        return FeedEntryBuilder.builder()
                .id(id)
                .feed(area.district())
                .storedAt(at)
                .area(area)
                .areas(area.ancestry())
                .parties(List.of())
                .at(at);
    }
}
