package org.wangge.rehearsal.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.rehearsal.model.Tally.Count;
import org.wangge.rehearsal.model.Tally.Difference;
import org.wangge.rehearsal.model.Tally.Fall;
import org.wangge.rehearsal.model.Tally.FirstTimeRight;
import org.wangge.rehearsal.model.Tally.Flow;
import org.wangge.rehearsal.model.Tally.Item;
import org.wangge.rehearsal.model.Tally.Load;
import org.wangge.rehearsal.model.Tally.RowTally;
import org.wangge.routing.Ruling.FellThrough;

/** Adds one batch of cases to what was counted before. For one thread. */
public final class Counting {

    private final List<Difference> differences;
    private final Sum notReplayable;
    private final Sum gain;
    private final Sum loss;
    private final Sum otherLoss;
    private final Map<FromTo, Sum> matrix = new LinkedHashMap<>();
    private final Map<String, Days> load = new LinkedHashMap<>();
    private final Map<FellThrough, Sum> fellThrough = new EnumMap<>(FellThrough.class);
    private final Map<RowKey, RowSum> rows = new LinkedHashMap<>();
    private long cases;
    private long moved;
    private long closed;
    private long first;
    private long draft;
    private long disputed;

    private Counting(Tally before) {
        FirstTimeRight right = before.firstTimeRight();
        differences = new ArrayList<>(before.differences());
        notReplayable = new Sum(before.notReplayable());
        gain = new Sum(right.gain());
        loss = new Sum(right.loss());
        otherLoss = new Sum(right.otherLoss());
        cases = before.cases();
        moved = before.moved();
        closed = right.closed();
        first = right.first();
        draft = right.draft();
        disputed = right.disputed();
        before.matrix().forEach(flow -> matrix.put(new FromTo(flow.from(), flow.to()), new Sum(flow.count())));
        before.load().forEach(one -> load.put(one.desk(), new Days(one)));
        before.fellThrough().forEach(fall -> fellThrough.put(fall.why(), new Sum(fall.count())));
        before.rows().forEach(row -> rows.put(new RowKey(row.row(), row.overlay()), new RowSum(row)));
    }

    /** What is counted with these cases. */
    public static Tally plus(Tally before, List<Tried> batch) {
        Counting counting = new Counting(before);
        batch.forEach(counting::add);
        return counting.tally();
    }

    private record FromTo(String from, String to) {}

    private record RowKey(@Nullable String row, boolean overlay) {}

    private static final class Sum {
        private long cases;
        private final List<Item> items;

        Sum(Count count) {
            cases = count.cases();
            items = new ArrayList<>(count.items());
        }

        void add(Item item) {
            cases++;
            if (items.size() < Tally.NAMED) {
                items.add(item);
            }
        }

        Count count() {
            return new Count(cases, List.copyOf(items));
        }
    }

    private static final class Days {
        private final List<Integer> then;
        private final List<Integer> now;

        Days(Load load) {
            then = new ArrayList<>(load.then());
            now = new ArrayList<>(load.now());
        }

        static void add(List<Integer> days, int day) {
            while (days.size() <= day) {
                days.add(0);
            }
            days.set(day, days.get(day) + 1);
        }
    }

    private static final class RowSum {
        private long cases;
        private long moved;
        private final Sum gain;
        private final Sum loss;

        RowSum(RowTally row) {
            cases = row.cases();
            moved = row.moved();
            gain = new Sum(row.gain());
            loss = new Sum(row.loss());
        }
    }

    private void add(Tried tried) {
        Tried.Answer answer = tried.answer();
        if (answer == null) {
            notReplayable.add(tried.item());
            return;
        }
        String to = answer.desk();
        boolean elsewhere = !tried.from().equals(to);
        cases++;
        matrix.computeIfAbsent(new FromTo(tried.from(), to), key -> new Sum(Count.NONE))
                .add(tried.item());
        Days.add(days(tried.from()).then, tried.day());
        Days.add(days(to).now, tried.day());
        RowSum row = rows.computeIfAbsent(
                new RowKey(answer.row(), answer.overlay()),
                key -> new RowSum(new RowTally(key.row(), key.overlay(), 0, 0, Count.NONE, Count.NONE)));
        row.cases++;
        if (answer.fellThrough() != null) {
            fellThrough
                    .computeIfAbsent(answer.fellThrough(), why -> new Sum(Count.NONE))
                    .add(tried.item());
        }
        if (elsewhere) {
            moved++;
            row.moved++;
            differ(tried, answer);
        }
        if (tried.closedBy() != null) {
            judge(tried, to, tried.closedBy(), row);
        }
    }

    private Days days(String desk) {
        return load.computeIfAbsent(desk, code -> new Days(new Load(code, List.of(), List.of())));
    }

    private void differ(Tried tried, Tried.Answer answer) {
        if (differences.size() < Tally.DIFFERENCES_KEPT) {
            Item item = tried.item();
            differences.add(new Difference(
                    item.id(),
                    item.number(),
                    item.restricted(),
                    tried.reportedAt(),
                    tried.from(),
                    answer.desk(),
                    answer.row()));
        }
    }

    private void judge(Tried tried, String to, String closedBy, RowSum row) {
        boolean rightThen = tried.from().equals(closedBy);
        boolean rightNow = to.equals(closedBy);
        closed++;
        first += rightThen ? 1 : 0;
        draft += rightNow ? 1 : 0;
        disputed += tried.disputed() ? 1 : 0;
        if (tried.disputed() && rightNow && !rightThen) {
            gain.add(tried.item());
            row.gain.add(tried.item());
        }
        if (rightThen && !rightNow) {
            (tried.disputed() ? loss : otherLoss).add(tried.item());
            row.loss.add(tried.item());
        }
    }

    private Tally tally() {
        List<Flow> flows = new ArrayList<>();
        matrix.forEach((key, sum) -> flows.add(new Flow(key.from(), key.to(), sum.count())));
        List<Load> loads = new ArrayList<>();
        load.forEach((desk, days) -> loads.add(new Load(desk, List.copyOf(days.then), List.copyOf(days.now))));
        List<Fall> falls = new ArrayList<>();
        fellThrough.forEach((why, sum) -> falls.add(new Fall(why, sum.count())));
        List<RowTally> byRow = new ArrayList<>();
        rows.forEach((key, sum) -> byRow.add(
                new RowTally(key.row(), key.overlay(), sum.cases, sum.moved, sum.gain.count(), sum.loss.count())));
        return new Tally(
                cases,
                notReplayable.count(),
                moved,
                flows,
                loads,
                falls,
                byRow,
                new FirstTimeRight(closed, first, draft, disputed, gain.count(), loss.count(), otherLoss.count()),
                List.copyOf(differences));
    }
}
