package org.wangge.notification.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

/**
 * A step of a case, a hazard or a task, as far as telling people of it goes.
 *
 * @param pushAt from when phones may ring
 * @param raised whether all of it is urgent, whatever its rows say
 * @param rows in order of weight: someone who is in several audiences is told only the first
 * @param named whom the step itself names
 * @param departmentCode whose handlers {@link Audience#HANDLERS} are as long as nobody is named
 * @param untold who acted, and whoever else must not be told
 * @param reader what everyone must be allowed there whom a case does not name itself; null when anybody may know
 * @param places where those of an audience work, unless that is the area
 * @param departments whose people {@link Audience#NAMED_DEPARTMENTS} are
 * @param watch who {@link Audience#WATCHERS} are
 */
public record NoticePlan(
        UUID eventId,
        Instant at,
        Instant pushAt,
        Subject subject,
        boolean raised,
        GridPath area,
        List<Row> rows,
        Map<Audience, List<UUID>> named,
        @Nullable String departmentCode,
        Set<UUID> untold,
        @Nullable Permission reader,
        Map<Audience, List<GridPath>> places,
        List<String> departments,
        Watch watch) {

    /** All audiences are those of its area. */
    public NoticePlan(
            UUID eventId,
            Instant at,
            Instant pushAt,
            Subject subject,
            boolean raised,
            GridPath area,
            List<Row> rows,
            Map<Audience, List<UUID>> named,
            @Nullable String departmentCode,
            Set<UUID> untold,
            @Nullable Permission reader) {
        this(
                eventId,
                at,
                pushAt,
                subject,
                raised,
                area,
                rows,
                named,
                departmentCode,
                untold,
                reader,
                Map.of(),
                List.of(),
                Watch.NOBODY);
    }

    /**
     * Who is to know of it, as rules name them.
     *
     * @param deskCode of the office or the district whose people on duty are meant
     * @param codes of duties, roles, departments and offices
     */
    public record Watch(String deskCode, List<String> codes) {

        static final Watch NOBODY = new Watch("", List.of());
    }

    /** An audience as the people it is at this moment. */
    public record Told(Row row, List<UUID> people) {}

    /** Whether any of it is. */
    public boolean urgent() {
        return rows.stream().anyMatch(this::urgent);
    }

    public boolean urgent(Row row) {
        return raised || row.urgency() == Urgency.URGENT;
    }

    /** What those of an audience must be allowed there; null when being of it is enough. */
    public @Nullable Permission reader(Audience audience) {
        return subject instanceof Subject.OfCase && audience.isNamedByCase() ? null : reader;
    }

    public boolean concerns(Audience audience) {
        return rows.stream().anyMatch(row -> row.audience() == audience);
    }

    /** Where those of an audience work. */
    public List<GridPath> places(Audience audience) {
        return places.getOrDefault(audience, List.of(area));
    }

    /** Whose people are an audience by their departments. */
    public List<String> departments(Audience audience) {
        return switch (audience) {
            case HANDLERS -> departmentCode == null ? List.of() : List.of(departmentCode);
            case NAMED_DEPARTMENTS -> departments;
            default -> List.of();
        };
    }

    public List<UUID> named(Audience audience) {
        return named.getOrDefault(audience, List.of());
    }

    /** One notice for each person, the weightiest; none for the one who acted. */
    public Map<UUID, Row> notices(List<Told> audiences) {
        Map<UUID, Row> notices = new LinkedHashMap<>();
        for (Told told : audiences) {
            told.people().stream()
                    .filter(person -> !untold.contains(person))
                    .forEach(person -> notices.putIfAbsent(person, told.row()));
        }
        return notices;
    }

    /** Made of the event, so that a repeated one makes the same; tasks that are told together have one for each person. */
    public UUID noticeId(UUID recipient, NoticeKind kind) {
        return subject instanceof Subject.OfTasks
                ? Notice.idOf(pushAt, kind + ":" + pushAt, recipient)
                : Notice.idOf(at, eventId.toString(), recipient);
    }
}
