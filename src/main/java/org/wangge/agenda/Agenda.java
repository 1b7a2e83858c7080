package org.wangge.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.wangge.casework.CaseFilter.Waiting;
import org.wangge.casework.CaseState;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.DeskKind;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardFilter;
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
    private static final Set<String> STEPS_OF_THE_DESK = Stream.of(
                    CaseAction.FILE,
                    CaseAction.DISPATCH,
                    CaseAction.ANSWER_TRANSFER,
                    CaseAction.ARBITRATE,
                    CaseAction.CLOSE,
                    CaseAction.REQUEST_CHECK,
                    CaseAction.REWORK)
            .map(CaseAction::code)
            .collect(Collectors.toSet());
    private static final Map<Waiting, Permission> DESK = Map.of(
            Waiting.FILING, Permission.CASE_FILE,
            Waiting.DISPATCH, Permission.CASE_DISPATCH,
            Waiting.TRANSFER, Permission.CASE_DISPATCH,
            Waiting.ARBITRATION, Permission.CASE_ARBITRATE,
            Waiting.CLOSING, Permission.CASE_CLOSE);
    private static final Set<TaskState> TO_VISIT = EnumSet.of(TaskState.DUE, TaskState.STARTED, TaskState.MISSED);
    /** Ids by their text, as the store orders them; by themselves they are compared as signed numbers. */
    private static final Comparator<Item> BY_DATE =
            Comparator.comparing(Agenda::due).thenComparing(item -> item.id().toString());

    private final Cases cases;
    private final InspectionTasks tasks;
    private final Hazards hazards;

    Agenda(Cases cases, InspectionTasks tasks, Hazards hazards) {
        this.cases = cases;
        this.tasks = tasks;
        this.hazards = hazards;
    }

    /**
     * A page of what lies with this person or its department, can be rechecked by it, or waits for its desk; what a role has no
     * part in is not in it. Of cases it is read as far as it is shown, however much has ended. Refuses
     * {@code request.cursor-invalid}.
     */
    public Mono<AgendaView> of(int limit, @Nullable String cursor, Actor actor, Locale locale) {
        Cursor after = Cursor.read(cursor, CURSOR);
        return Mono.zip(
                        ownCases(limit + 1, after, actor, locale),
                        desk(limit + 1, after, actor, locale),
                        inspections(actor, locale),
                        rechecks(actor, locale))
                .map(found ->
                        together(List.of(found.getT1(), found.getT2(), found.getT3(), found.getT4()), limit, after));
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
        return cursor(last.dueAt(), last.id());
    }

    private static Cursor cursor(@Nullable Instant dueAt, UUID id) {
        return new Cursor(CURSOR, dueAt == null ? "" : dueAt.toString(), id.toString());
    }

    private static boolean isBeyond(Item item, Cursor after) {
        Instant dueAt = after.sortValue().isEmpty() ? Instant.MAX : after.sortTime();
        int later = due(item).compareTo(dueAt);
        return later > 0
                || later == 0 && item.id().toString().compareTo(after.uuid().toString()) > 0;
    }

    /** Not what a handler has resolved while somebody else checks it. */
    private Mono<Page<Item>> ownCases(int wanted, @Nullable Cursor after, Actor actor, Locale locale) {
        return actor.may(Permission.CASE_READ)
                ? new CaseReading(CaseFilter.with(actor.id(), WITH_SOMEBODY), OWN_STEPS, wanted, actor, locale)
                        .beyond(after)
                : Mono.just(Page.single(List.of()));
    }

    private Mono<Page<Item>> desk(int wanted, @Nullable Cursor after, Actor actor, Locale locale) {
        EnumSet<Waiting> waiting = EnumSet.noneOf(Waiting.class);
        DESK.forEach((what, permission) -> {
            if (actor.may(permission)) {
                waiting.add(what);
            }
        });
        CaseFilter filter = waiting.equals(EnumSet.of(Waiting.ARBITRATION))
                ? CaseFilter.withDistrict()
                : CaseFilter.waiting(waiting);
        return actor.may(Permission.CASE_READ_AREA) && !waiting.isEmpty()
                ? new CaseReading(filter, STEPS_OF_THE_DESK, wanted, actor, locale).beyond(after)
                : Mono.just(Page.single(List.of()));
    }

    /** Cases are read on until enough of them let this person do one of the steps. */
    private final class CaseReading {

        private final CaseFilter filter;
        private final Set<String> steps;
        private final int wanted;
        private final Actor actor;
        private final Locale locale;
        private final List<Item> found = new ArrayList<>();

        CaseReading(CaseFilter filter, Set<String> steps, int wanted, Actor actor, Locale locale) {
            this.filter = filter;
            this.steps = steps;
            this.wanted = wanted;
            this.actor = actor;
            this.locale = locale;
        }

        Mono<Page<Item>> beyond(@Nullable Cursor after) {
            return cases.next(filter, OF_EACH, after, actor, locale).flatMap(batch -> {
                batch.stream()
                        .filter(file -> file.openActions().stream().anyMatch(steps::contains))
                        .map(Agenda::item)
                        .forEach(found::add);
                return found.size() >= wanted || batch.size() < OF_EACH
                        ? Mono.just(Page.single(found))
                        : beyond(cursor(
                                batch.get(batch.size() - 1).dueAt(),
                                batch.get(batch.size() - 1).id()));
            });
        }
    }

    private static Item item(CaseView file) {
        return new Item(
                kind(file),
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
                file.returns(),
                file.openActions());
    }

    private static Kind kind(CaseView file) {
        return switch (file.state()) {
            case VERIFYING -> Kind.VERIFICATION;
            case CHECKING -> Kind.CHECK;
            case REPORTED -> Kind.FILING;
            case FILED -> filed(file);
            case RESOLVED -> Kind.CLOSING;
            default -> Kind.CASE;
        };
    }

    private static Kind filed(CaseView file) {
        if (file.transfer() != null) {
            return Kind.TRANSFER;
        }
        boolean returned = file.returns() >= CaseFilter.RETURNS_BEFORE_ARBITRATION && file.arbitration() == null;
        return returned || file.desk().kind() == DeskKind.DISTRICT ? Kind.ARBITRATION : Kind.DISPATCH;
    }

    private Mono<Page<Item>> inspections(Actor actor, Locale locale) {
        TaskFilter mine = TaskFilter.of(actor.id(), TO_VISIT);
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
                0,
                task.openActions());
    }

    private Mono<Page<Item>> rechecks(Actor actor, Locale locale) {
        HazardFilter due = HazardFilter.inState(HazardState.RECHECK_DUE);
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
        return page.of(page.items().stream().filter(wanted).map(item).toList());
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
                0,
                hazard.openActions());
    }
}
