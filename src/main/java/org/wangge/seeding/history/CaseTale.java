package org.wangge.seeding.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.ReportCase;
import org.wangge.category.FilingCondition;
import org.wangge.grid.GridCell;
import org.wangge.grid.Location;
import org.wangge.seeding.history.District.Desk;
import org.wangge.seeding.history.Words.Matter;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import reactor.core.publisher.Mono;

/** One case being told: the time goes on with each deed. */
final class CaseTale {

    private static final double AROUND_DEGREES = 0.0003;

    /** Of a hundred cases so many take this course. */
    enum Course {
        PLAIN(48),
        ON_THE_SPOT(10),
        LATE(8),
        CHECKED(6),
        REWORKED(5),
        RETURNED(6),
        DECLINED(5),
        MERGED(4),
        VERIFIED(3),
        TRANSFERRED(3),
        WITHDRAWN(1),
        ESCALATED(1);

        private static final Set<Course> ENDED_EARLY = EnumSet.of(ON_THE_SPOT, DECLINED, WITHDRAWN, MERGED);
        private final int percent;

        Course(int percent) {
            this.percent = percent;
        }

        static Course any(Random random) {
            int left = random.nextInt(100);
            for (Course course : values()) {
                left -= course.percent;
                if (left < 0) {
                    return course;
                }
            }
            return PLAIN;
        }
    }

    private final CaseScene scene;
    private final String name;
    private final Desk desk;
    private final Matter matter;
    private final Random random;
    private final Actor worker;
    private final FilingCondition condition;
    private final boolean urgent;
    private final Function<Doing, Mono<UUID>> reporting;
    private final List<Deed> deeds = new ArrayList<>();
    private Desk desks;
    private Instant at;

    CaseTale(CaseScene scene, String name, Desk desk, Matter matter, Random random, Instant at) {
        this.scene = scene;
        this.name = name;
        this.desk = desk;
        this.desks = desk;
        this.matter = matter;
        this.random = random;
        this.at = at;
        int grid = random.nextInt(desk.grids().size());
        this.worker = random.nextInt(5) == 0 ? desk.otherThan(desk.workerOf(grid)) : desk.workerOf(grid);
        this.condition =
                scene.categories().get(matter.category()).openConditions().get(0);
        this.urgent = matter.urgent() && random.nextInt(3) == 0 || random.nextInt(40) == 0;
        this.reporting = reporting(desk.grids().get(grid), null, at);
    }

    private Function<Doing, Mono<UUID>> reporting(
            GridCell grid, ReportCase.@Nullable SelfHandled settled, Instant reported) {
        String spot = Words.any(scene.words().spots(), random);
        String community = community(grid);
        GeoPoint point = near(grid);
        ReportCase report = new ReportCase(
                matter.category(),
                Words.any(matter.said(), random).replace("{spot}", spot),
                new ReportCase.Measured(
                        point.longitude(), point.latitude(), null, 5.0 + random.nextInt(12), PhoneTime.of(reported)),
                grid.code(),
                community + (1 + random.nextInt(90)) + "号" + spot,
                PhoneTime.of(reported.minusSeconds(60L * (1 + random.nextInt(15)))),
                PhoneTime.of(reported),
                List.of(),
                urgent,
                settled);
        return doing -> doing.stage()
                .cases()
                .report(report, worker, doing.by(worker), Doing.LANGUAGE)
                .map(done -> done.view().id());
    }

    /** As people call the ground. */
    static String community(GridCell grid) {
        return grid.name().zh().replaceFirst("第\\d+网格$", "");
    }

    private GeoPoint near(GridCell grid) {
        GeoPoint anchor = grid.anchor();
        GeoPoint point = new GeoPoint(
                anchor.longitude() + (random.nextDouble() - 0.5) * 2 * AROUND_DEGREES,
                anchor.latitude() + (random.nextDouble() - 0.5) * 2 * AROUND_DEGREES);
        return scene.grids().locate(point) instanceof Location.Inside inside
                        && inside.grid().code().equals(grid.code())
                ? point
                : anchor;
    }

    List<Deed> along(Course course) {
        if (course == Course.ON_THE_SPOT) {
            Function<Doing, Mono<UUID>> settled = reporting(
                    Words.any(desk.grids(), random),
                    new ReportCase.SelfHandled(Words.any(matter.done(), random), List.of()),
                    at);
            add(doing -> doing.made(name, settled));
            return deeds;
        }
        add(doing -> doing.made(name, reporting));
        if (Course.ENDED_EARLY.contains(course)) {
            endEarly(course);
            return deeds;
        }
        if (course == Course.VERIFIED) {
            verify();
        }
        later(3, 50);
        step(desks.dispatcher(), new CaseCommand.File(condition.seq(), null, null));
        if (course == Course.ESCALATED) {
            because(desks.dispatcher(), 5, 60, CaseAction.ESCALATE, "NEEDS_DISTRICT", "涉及多个部门，请区里协调。");
            return deeds;
        }
        if (course == Course.TRANSFERRED) {
            transfer();
        }
        if (course == Course.RETURNED) {
            dispatch("MS".equals(matter.unit()) ? "PA" : "MS");
            because(desks.handler(), 10, 120, CaseAction.RETURN, "WRONG_DEPARTMENT", "不属本办职责，请派给对口办公室。");
        }
        dispatch(matter.unit());
        handle(course == Course.LATE);
        if (course == Course.CHECKED) {
            check();
        } else if (course == Course.REWORKED) {
            because(desks.dispatcher(), 20, 240, CaseAction.REWORK, "NOT_SOLVED", "现场回看仍有残留，请返工。");
            handle(false);
        }
        later(15, 360);
        step(desks.dispatcher(), new CaseCommand.Close(null, null));
        return deeds;
    }

    private void endEarly(Course course) {
        switch (course) {
            case WITHDRAWN -> because(worker, 2, 15, CaseAction.WITHDRAW, "MISTAKE", "点错了，重新上报。");
            case DECLINED ->
                because(desk.dispatcher(), 5, 60, CaseAction.DECLINE, "ALREADY_HANDLED", "同一位置昨日已处置，不再立案。");
            default -> mergeSecondReport();
        }
    }

    /** The other worker reports the same; the dispatcher joins the two, and the first waits to be filed. */
    private void mergeSecondReport() {
        Instant first = at;
        later(4, 25);
        Actor other = desk.otherThan(worker);
        Instant reported = at;
        String second = name + "-again";
        Function<Doing, Mono<UUID>> again = doing -> doing.made(name, reporting)
                .flatMap(id -> doing.stage().cases().find(id, worker, Doing.LANGUAGE))
                .flatMap(view -> doing.stage()
                        .cases()
                        .report(
                                new ReportCase(
                                        matter.category(),
                                        view.description() + "（再次反映）",
                                        null,
                                        view.area().gridCode(),
                                        view.address(),
                                        PhoneTime.of(first),
                                        PhoneTime.of(reported),
                                        List.of(),
                                        false,
                                        null),
                                other,
                                doing.by(other),
                                Doing.LANGUAGE))
                .map(done -> done.view().id());
        add(doing -> doing.made(second, again));
        later(2, 20);
        add(doing -> Mono.zip(doing.made(name, reporting), doing.made(second, again))
                .flatMap(ids -> doing.onCase(ids.getT2(), new CaseCommand.Merge(ids.getT1()), desk.dispatcher())));
    }

    private void verify() {
        later(3, 20);
        step(desk.dispatcher(), new CaseCommand.RequestVerification(worker.id(), "请到现场再核实一次。"));
        later(8, 25);
        step(worker, new CaseCommand.Verify(true, "现场核实属实。", List.of()));
    }

    private void transfer() {
        Desk to = Words.any(
                scene.district().desks().stream()
                        .filter(other -> !other.hosted() && !other.dispatcher().equals(desk.dispatcher()))
                        .toList(),
                random);
        later(5, 40);
        step(desk.dispatcher(), new CaseCommand.Transfer(to.office(), new Reason("OUT_OF_AREA", "位置在交界处，实际由贵方管辖。")));
        later(5, 45);
        step(to.dispatcher(), new CaseCommand.AnswerTransfer(true, null));
        desks = to;
    }

    private void dispatch(String unit) {
        later(2, 35);
        Desk to = desks;
        step(
                to.dispatcher(),
                new CaseCommand.Dispatch(to.department(unit), to.handler().id(), null));
    }

    private void handle(boolean late) {
        Instant dispatched = at;
        later(5, 110);
        step(desks.handler(), new CaseCommand.Accept());
        Instant due = scene.calendar().deadline(dispatched, condition.limit()).dueAt();
        at = late
                ? scene.pace().after(due.isBefore(at) ? at : due, 40, 1_500, random)
                : scene.pace().part(at, due, 0.15 + random.nextDouble() * 0.6, random);
        step(desks.handler(), new CaseCommand.Resolve(Words.any(matter.done(), random), List.of()));
    }

    private void check() {
        later(10, 90);
        step(desks.dispatcher(), new CaseCommand.RequestCheck(worker.id(), "请回访现场。"));
        later(8, 28);
        step(worker, new CaseCommand.Check(true, "现场已恢复，居民满意。", List.of()));
    }

    private void because(Actor actor, int least, int most, CaseAction action, String code, String text) {
        later(least, most);
        step(actor, new CaseCommand.Because(action, new Reason(code, text)));
    }

    private void later(int least, int most) {
        at = scene.pace()
                .after(at, urgent ? Math.max(1, least / 3) : least, urgent ? Math.max(2, most / 3) : most, random);
    }

    private void step(Actor actor, CaseCommand command) {
        add(doing -> doing.made(name, reporting).flatMap(id -> doing.onCase(id, command, actor)));
    }

    private void add(Function<Doing, Mono<?>> act) {
        deeds.add(new Deed(at, name, name + "/" + deeds.size(), desk.office(), act));
    }
}
