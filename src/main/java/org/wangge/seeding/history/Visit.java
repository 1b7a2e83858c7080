package org.wangge.seeding.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.hazard.FoundHazard;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.inspection.Answer;
import org.wangge.inspection.StartInspection;
import org.wangge.place.PlaceView;
import org.wangge.planning.TaskFilter;
import org.wangge.planning.TaskState;
import org.wangge.routing.WorkingCalendar;
import org.wangge.seeding.history.District.Desk;
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import reactor.core.publisher.Mono;

/** One inspection, and the hazards found there. */
final class Visit {

    private static final int CONFIRMED_BEFORE = 14;
    private static final int FORGOTTEN_BEFORE = 11;
    private static final int OFFICE_DIGITS = 9;

    /**
     * Where all of it plays.
     *
     * @param checklists by the kind of place
     */
    record Scene(
            District district,
            Map<String, Checklist> checklists,
            WorkingCalendar calendar,
            Pace pace,
            LocalDate today) {}

    private final Scene scene;

    private final String name;
    private final PlaceView place;
    private final Random random;
    private final Desk desk;
    private final Actor inspector;
    private final Checklist checklist;
    private final Function<Doing, Mono<UUID>> beginning;
    private final List<Deed> deeds = new ArrayList<>();
    private final Instant begun;
    private final Instant ended;

    Visit(Scene scene, String name, PlaceView place, Instant begun, Random random) {
        this.scene = scene;
        this.name = name;
        this.place = place;
        this.random = random;
        this.begun = begun;
        this.ended = begun.plusSeconds(900L + random.nextInt(1_500));
        this.desk = deskOf(place);
        this.inspector = desk.workerOf(gridOf(place, desk));
        this.checklist =
                Optional.ofNullable(scene.checklists().get(place.kind())).orElseThrow();
        this.beginning = doing -> taskOf(doing)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(task -> doing.stage().inspections().start(start(task.orElse(null)), doing.call(inspector)))
                .map(done -> done.view().id());
    }

    private Desk deskOf(PlaceView where) {
        String office = where.gridCode().substring(0, OFFICE_DIGITS);
        return scene.district().desks().stream()
                .filter(one -> one.office().equals(office))
                .findFirst()
                .orElseThrow();
    }

    private int gridOf(PlaceView where, Desk of) {
        return (int) of.grids().stream()
                .takeWhile(grid -> !grid.code().equals(where.gridCode()))
                .count();
    }

    /** What the plans want done there, if anything. */
    private Mono<UUID> taskOf(Doing doing) {
        return doing.stage()
                .tasks()
                .list(
                        TaskFilter.of(inspector.id(), EnumSet.of(TaskState.PLANNED, TaskState.DUE)),
                        100,
                        null,
                        false,
                        inspector,
                        Doing.LANGUAGE)
                .flatMapIterable(page -> page.items())
                .filter(task -> task.placeId().equals(place.id())
                        && task.checklistCode().equals(checklist.code()))
                .next()
                .map(task -> task.id());
    }

    private StartInspection start(@Nullable UUID task) {
        return new StartInspection(
                place.id(),
                null,
                null,
                task,
                new StartInspection.CheckIn(
                        new StartInspection.Measured(
                                place.position().longitude(), place.position().latitude(), null, 8.0),
                        null,
                        null),
                checklist.inspectors() > 1 ? desk.otherThan(inspector).id() : null,
                null,
                List.of(),
                null);
    }

    List<Deed> told(boolean grave, int before) {
        List<ChecklistItem> failed = failed(grave);
        add(begun, doing -> doing.made(name, beginning));
        add(
                ended,
                doing -> doing.made(name, beginning)
                        .flatMap(id -> doing.stage().inspections().answer(id, answers(failed), doing.call(inspector))));
        add(
                ended.plusSeconds(60),
                doing -> doing.made(name, beginning)
                        .flatMap(id -> doing.stage().inspections().submit(id, end(), doing.call(inspector))));
        for (ChecklistItem item : failed) {
            if (item.aloneMajor()) {
                major(item, before);
            } else if (before != FORGOTTEN_BEFORE) {
                putRight(item);
            } else {
                notice(item, inspector, null);
            }
        }
        return deeds;
    }

    private List<ChecklistItem> failed(boolean grave) {
        if (grave) {
            return checklist.items().stream()
                    .filter(ChecklistItem::aloneMajor)
                    .limit(1)
                    .toList();
        }
        int luck = random.nextInt(100);
        int count = luck < 40 ? 0 : luck < 78 ? 1 : luck < 94 ? 2 : 3;
        List<ChecklistItem> all = new ArrayList<>(checklist.items());
        Collections.shuffle(all, random);
        return all.stream().filter(item -> !item.aloneMajor()).limit(count).toList();
    }

    private List<Answer> answers(List<ChecklistItem> failed) {
        return checklist.items().stream()
                .map(item -> failed.contains(item)
                        ? new Answer(
                                item.id(),
                                Answer.Verdict.FAIL,
                                "现场不符合：" + item.text().zh(),
                                List.of(),
                                null)
                        : new Answer(item.id(), Answer.Verdict.PASS, null, List.of(), null))
                .toList();
    }

    private StartInspection.Submission end() {
        return new StartInspection.Submission(null, "负责人外出，已口头告知店员。", null, null);
    }

    private void notice(ChecklistItem item, Actor by, @Nullable PhoneTime due) {
        hazard(item, ended.plusSeconds(1_800), by, new HazardCommand.IssueNotice(due, List.of()));
    }

    private void putRight(ChecklistItem item) {
        notice(item, inspector, null);
        Instant noticed = ended.plusSeconds(1_800);
        Period allowed = item.deadline();
        Instant due = noticed.plusSeconds(
                Math.max(10_800, allowed.toTotalMonths() * 2_592_000L + allowed.getDays() * 86_400L));
        Instant started = scene.pace().part(noticed, due, 0.1 + random.nextDouble() * 0.2, random);
        hazard(item, started, inspector, new HazardCommand.StartRectification(null));
        Instant done = scene.pace().part(started, due, 0.3 + random.nextDouble() * 0.4, random);
        hazard(item, done, inspector, new HazardCommand.ReportRectified("店方已整改，网格员到场看过。", List.of(), null));
        Instant seen = scene.pace().after(done, 120, 1_600, random);
        boolean passed = random.nextInt(8) > 0;
        hazard(
                item,
                seen,
                desk.handler(),
                new HazardCommand.Recheck(passed, passed ? "复查合格。" : "仍有遗留，继续整改。", List.of(), null));
        if (!passed) {
            Instant again = scene.pace().after(seen, 600, 2_400, random);
            hazard(item, again, inspector, new HazardCommand.ReportRectified("遗留问题已整改。", List.of(), null));
            hazard(
                    item,
                    scene.pace().after(again, 120, 900, random),
                    desk.handler(),
                    new HazardCommand.Recheck(true, "复查合格。", List.of(), null));
        }
    }

    /** The newest waits for a decision; the older one was confirmed and is listed. */
    private void major(ChecklistItem item, int before) {
        if (before < CONFIRMED_BEFORE) {
            return;
        }
        Actor supervisor = scene.district().supervisor();
        Instant decided = scene.pace().after(ended, 60, 180, random);
        hazard(
                item,
                decided,
                supervisor,
                new HazardCommand.Reasoned(HazardAction.CONFIRM_MAJOR, new Reason("CRITERIA_MET", "符合重大隐患判定标准。")));
        hazard(
                item,
                decided.plusSeconds(1_200),
                desk.handler(),
                new HazardCommand.IssueNotice(PhoneTime.of(twoWeeksOn()), List.of()));
        hazard(
                item,
                decided.plusSeconds(1_500),
                supervisor,
                new HazardCommand.Stop(HazardAction.ORDER_STOP, "整改完成并验收前停止使用。"));
        hazard(
                item,
                decided.plusSeconds(3_000),
                supervisor,
                new HazardCommand.ListHazard(
                        HazardCommand.ListingLevel.DISTRICT, scene.today().plusDays(30)));
        hazard(
                item,
                scene.pace().after(decided, 1_400, 2_800, random),
                desk.handler(),
                new HazardCommand.StartRectification(new HazardCommand.Plan(
                        "由场所负责人牵头，每周报进度。", "更换不合格设施并重新检测。", "自筹三万元。", "两周内完成。", "整改期间专人值守，备足灭火器材。")));
    }

    private Instant twoWeeksOn() {
        return scene.today()
                .plusDays(12)
                .atTime(LocalTime.of(18, 0))
                .atZone(scene.calendar().zone())
                .toInstant();
    }

    private void hazard(ChecklistItem item, Instant when, Actor by, HazardCommand command) {
        add(
                when,
                doing -> doing.made(name, beginning)
                        .flatMap(id -> doing.onHazard(FoundHazard.idOf(id, item.id()), command, by)));
    }

    private void add(Instant when, Function<Doing, Mono<?>> act) {
        deeds.add(new Deed(when, name, name + "/" + deeds.size(), desk.office(), act));
    }
}
