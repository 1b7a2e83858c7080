package org.wangge.rehearsal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.Offices;
import org.wangge.rehearsal.ReplayView.CaseLink;
import org.wangge.rehearsal.ReplayView.CountView;
import org.wangge.rehearsal.ReplayView.DayView;
import org.wangge.rehearsal.ReplayView.DeskName;
import org.wangge.rehearsal.ReplayView.DifferenceView;
import org.wangge.rehearsal.ReplayView.FallView;
import org.wangge.rehearsal.ReplayView.FlowView;
import org.wangge.rehearsal.ReplayView.LoadView;
import org.wangge.rehearsal.ReplayView.RightView;
import org.wangge.rehearsal.ReplayView.RowView;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.model.Tally;
import org.wangge.rehearsal.model.Tally.Count;
import org.wangge.rehearsal.model.Tally.FirstTimeRight;
import org.wangge.rehearsal.model.Tally.Item;
import org.wangge.rehearsal.model.Tally.Load;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

/** Makes views of rehearsals, in their reader's language and for their reader's eyes. */
@Component
class ReplayViews {

    private final Offices offices;
    private final Divisions divisions;
    private final Calendars calendars;

    ReplayViews(Offices offices, Divisions divisions, Calendars calendars) {
        this.offices = offices;
        this.divisions = divisions;
        this.calendars = calendars;
    }

    ReplayView summary(ReplayFile file) {
        return view(file, null);
    }

    ReplayView whole(ReplayFile file, Actor actor, Locale locale) {
        Reader reader = new Reader(actor.may(Permission.CASE_READ_RESTRICTED), locale);
        Tally tally = file.tally();
        ReplayView.Result result = new ReplayView.Result(
                tally.cases(),
                reader.count(tally.notReplayable()),
                tally.moved(),
                reader.matrix(tally),
                tally.load().stream()
                        .map(load -> load(load, file, reader))
                        .sorted(Comparator.comparing(
                                (LoadView one) -> one.desk().code()))
                        .toList(),
                tally.fellThrough().stream()
                        .map(fall -> new FallView(fall.why(), fall.count().cases(), reader.items(fall.count())))
                        .toList(),
                tally.rows().stream()
                        .map(row -> new RowView(
                                row.row(),
                                row.overlay(),
                                row.cases(),
                                row.moved(),
                                reader.count(row.gain()),
                                reader.count(row.loss())))
                        .sorted(Comparator.comparingLong(RowView::cases).reversed())
                        .toList(),
                right(tally.firstTimeRight(), reader),
                reader.differences(tally));
        return view(file, result);
    }

    private static ReplayView view(ReplayFile file, ReplayView.@Nullable Result result) {
        Tally tally = file.tally();
        return new ReplayView(
                file.id(),
                file.kind(),
                file.ruleSet(),
                file.office(),
                file.state(),
                file.from(),
                file.to(),
                new ReplayView.Progress(tally.cases() + tally.notReplayable().cases(), file.expected()),
                result,
                new ReplayView.PersonView(
                        file.startedBy().id(), file.startedBy().name()),
                file.createdAt(),
                file.updatedAt(),
                file.endedAt(),
                file.state() == ReplayState.RUNNING ? List.of("cancel") : List.of(),
                file.version());
    }

    ShadowView shadow(ReplayFile file, Actor actor, Locale locale) {
        Reader reader = new Reader(actor.may(Permission.CASE_READ_RESTRICTED), locale);
        Tally tally = file.tally();
        return new ShadowView(
                file.id(),
                file.ruleSet(),
                file.state(),
                file.from(),
                file.to(),
                tally.cases(),
                reader.count(tally.notReplayable()),
                tally.moved(),
                reader.differences(tally),
                reader.matrix(tally),
                file.version());
    }

    private LoadView load(Load load, ReplayFile file, Reader reader) {
        LocalDate first = LocalDate.ofInstant(file.from(), calendars.current().zone());
        List<DayView> days = new ArrayList<>();
        for (int day = 0; day < Math.max(load.then().size(), load.now().size()); day++) {
            int before = at(load.then(), day);
            int after = at(load.now(), day);
            if (before + after > 0) {
                days.add(new DayView(first.plusDays(day), before, after));
            }
        }
        return new LoadView(
                reader.desk(load.desk()),
                days.stream().mapToLong(DayView::before).sum(),
                days.stream().mapToLong(DayView::after).sum(),
                days);
    }

    private static int at(List<Integer> days, int day) {
        return day < days.size() ? Objects.requireNonNull(days.get(day)) : 0;
    }

    private static RightView right(FirstTimeRight right, Reader reader) {
        return new RightView(
                right.closed(),
                right.first(),
                share(right.first(), right.closed()),
                right.draft(),
                share(right.draft(), right.closed()),
                right.disputed(),
                reader.count(right.gain()),
                reader.count(right.loss()),
                reader.count(right.otherLoss()));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Whoever reads it. */
    private final class Reader {

        private final boolean restricted;
        private final Locale locale;

        Reader(boolean restricted, Locale locale) {
            this.restricted = restricted;
            this.locale = locale;
        }

        List<CaseLink> items(Count count) {
            return count.items().stream()
                    .filter(item -> restricted || !item.restricted())
                    .map((Item item) -> new CaseLink(item.id(), item.number()))
                    .toList();
        }

        CountView count(Count count) {
            return new CountView(count.cases(), items(count));
        }

        DeskName desk(String code) {
            return new DeskName(
                    code,
                    offices.find(code)
                            .map(office -> office.names())
                            .or(() -> divisions.find(code).map(division -> division.names()))
                            .map(names -> names.in(locale))
                            .orElse(code));
        }

        List<FlowView> matrix(Tally tally) {
            return tally.matrix().stream()
                    .map(flow -> new FlowView(
                            desk(flow.from()), desk(flow.to()), flow.count().cases(), items(flow.count())))
                    .sorted(Comparator.comparingLong(FlowView::cases).reversed())
                    .toList();
        }

        List<DifferenceView> differences(Tally tally) {
            return tally.differences().stream()
                    .filter(one -> restricted || !one.restricted())
                    .map(one -> new DifferenceView(
                            one.id(), one.number(), one.reportedAt(), desk(one.from()), desk(one.to()), one.row()))
                    .toList();
        }
    }
}
