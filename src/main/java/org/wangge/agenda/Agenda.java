package org.wangge.agenda;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.agenda.AgendaView.Item;
import org.wangge.agenda.AgendaView.Kind;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardFilterReader;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.planning.InspectionTasks;
import org.wangge.planning.TaskFilter;
import org.wangge.planning.TaskState;
import org.wangge.planning.TaskView;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** One person's work over all kinds of it. */
@Component
public class Agenda {

    private static final int OF_EACH = 200;
    private static final String CURSOR = "agenda";
    private static final Set<CaseState> WITH_SOMEBODY =
            EnumSet.of(CaseState.VERIFYING, CaseState.DISPATCHED, CaseState.HANDLING, CaseState.CHECKING);
    private static final Set<String> OWN_STEPS = Stream.of(
                    CaseAction.VERIFY, CaseAction.ACCEPT, CaseAction.RESOLVE, CaseAction.CHECK)
            .map(CaseAction::code)
            .collect(Collectors.toSet());
    private static final Set<TaskState> TO_VISIT = EnumSet.of(TaskState.DUE, TaskState.STARTED, TaskState.MISSED);
    private static final Comparator<Item> BY_DATE =
            Comparator.comparing(Agenda::due).thenComparing(Item::id);

    private final Cases cases;
    private final InspectionTasks tasks;
    private final Hazards hazards;
    private final HazardFilterReader filters;

    Agenda(Cases cases, InspectionTasks tasks, Hazards hazards, HazardFilterReader filters) {
        this.cases = cases;
        this.tasks = tasks;
        this.hazards = hazards;
        this.filters = filters;
    }

    /**
     * A page of what lies with this person, or can be rechecked by it; what a role has no part in is not in it. Refuses
     * {@code request.cursor-invalid}.
     */
    public Mono<AgendaView> of(int limit, @Nullable String cursor, Actor actor, Locale locale) {
        Cursor after = Cursor.read(cursor, CURSOR);
        return Mono.zip(cases(actor, locale), inspections(actor, locale), rechecks(actor, locale))
                .map(found -> together(List.of(found.getT1(), found.getT2(), found.getT3()), limit, after));
    }

    private static AgendaView together(List<Page<Item>> kinds, int limit, @Nullable Cursor after) {
        List<Item> rest = kinds.stream()
                .flatMap(kind -> kind.items().stream())
                .filter(item -> after == null || isBeyond(item, after))
                .sorted(BY_DATE)
                .toList();
        Page<Item> page = Page.of(rest, limit, Agenda::cursor);
        boolean cut = kinds.stream().anyMatch(kind -> kind.nextCursor() != null);
        return new AgendaView(page.items(), page.nextCursor(), cut || page.nextCursor() != null);
    }

    /** What has no date comes after all that has one. */
    private static Instant due(Item item) {
        return item.dueAt() == null ? Instant.MAX : item.dueAt();
    }

    private static Cursor cursor(Item last) {
        String dueAt = last.dueAt() == null ? "" : last.dueAt().toString();
        return new Cursor(CURSOR, dueAt, last.id().toString());
    }

    private static boolean isBeyond(Item item, Cursor after) {
        Instant dueAt = after.sortValue().isEmpty() ? Instant.MAX : after.sortTime();
        int later = due(item).compareTo(dueAt);
        return later > 0 || later == 0 && item.id().compareTo(after.uuid()) > 0;
    }

    private Mono<Page<Item>> cases(Actor actor, Locale locale) {
        CaseFilter mine = CaseFilter.with(actor.id(), WITH_SOMEBODY);
        return actor.may(Permission.CASE_READ)
                ? cases.list(mine, OF_EACH, null, false, actor, locale)
                        .map(page -> those(page, Agenda::isTheirs, Agenda::item))
                : Mono.just(Page.single(List.of()));
    }

    /** Not what a handler has resolved while somebody else checks it. */
    private static boolean isTheirs(CaseView file) {
        return file.openActions().stream().anyMatch(OWN_STEPS::contains);
    }

    private static Item item(CaseView file) {
        Kind kind = switch (file.state()) {
            case VERIFYING -> Kind.VERIFICATION;
            case CHECKING -> Kind.CHECK;
            default -> Kind.CASE;
        };
        return new Item(
                kind,
                file.id(),
                file.number(),
                file.category().name(),
                null,
                file.address(),
                file.area().gridCode(),
                file.area().gridName(),
                file.dueAt(),
                file.overdue(),
                file.urgent(),
                file.openActions());
    }

    private Mono<Page<Item>> inspections(Actor actor, Locale locale) {
        TaskFilter mine = new TaskFilter(TO_VISIT, List.of(), null, null, actor.id(), null, null, null);
        return actor.may(Permission.INSPECT)
                ? tasks.list(mine, OF_EACH, null, false, actor, locale).map(page -> page.map(Agenda::item))
                : Mono.just(Page.single(List.of()));
    }

    private static Item item(TaskView task) {
        return new Item(
                Kind.INSPECTION,
                task.id(),
                null,
                task.placeName(),
                task.placeId(),
                task.address(),
                task.gridCode(),
                task.gridName(),
                task.dueAt(),
                task.overdue(),
                false,
                task.openActions());
    }

    private Mono<Page<Item>> rechecks(Actor actor, Locale locale) {
        HazardFilter due = filters.read(Map.of("state", List.of(HazardState.RECHECK_DUE.name())), actor);
        return actor.may(Permission.HAZARD_RECHECK)
                ? hazards.list(due, OF_EACH, null, false, actor, locale)
                        .map(page -> those(page, Agenda::mayRecheck, Agenda::item))
                : Mono.just(Page.single(List.of()));
    }

    /** Not those that this person put right. */
    private static boolean mayRecheck(HazardView hazard) {
        return hazard.openActions().contains(HazardAction.RECHECK.code());
    }

    private static <T> Page<Item> those(Page<T> page, Predicate<T> wanted, Function<T, Item> item) {
        return new Page<>(page.items().stream().filter(wanted).map(item).toList(), page.nextCursor(), null);
    }

    private static Item item(HazardView hazard) {
        return new Item(
                Kind.RECHECK,
                hazard.id(),
                hazard.number(),
                hazard.itemText(),
                hazard.placeId(),
                hazard.place().address(),
                hazard.gridCode(),
                hazard.gridName(),
                hazard.dueAt(),
                hazard.overdue(),
                hazard.level() != HazardLevel.GENERAL,
                hazard.openActions());
    }
}
