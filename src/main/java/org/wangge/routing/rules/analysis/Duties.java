package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.Predicates;

/** Rows against duty lists and duty rosters: what was taken back goes to no office, and a person needs somebody on duty. */
final class Duties {

    private final Space space;
    private final Search search;
    private final Known known;
    private final List<Finding> findings = new ArrayList<>();
    private final BitSet unknown = new BitSet();

    private Duties(Space space, Search search, Known known) {
        this.space = space;
        this.search = search;
        this.known = known;
    }

    static List<Finding> findings(Space space, Search search, Known known) {
        Duties duties = new Duties(space, search, known);
        duties.lookForBreaches();
        duties.lookForDuty();
        if (!duties.unknown.isEmpty()) {
            duties.findings.add(new Finding(
                    Finding.Code.BOUND_REACHED,
                    space.ids(duties.unknown.stream().toArray()),
                    null,
                    "duties",
                    null,
                    null));
        }
        return duties.findings;
    }

    private void lookForBreaches() {
        BitSet suspects = new BitSet();
        for (int row = 0; row < space.rules().size(); row++) {
            suspects.set(row, givesToOffice(space.rules().get(row).outcome()));
        }
        Set<String> looked = new HashSet<>();
        for (Known.Matter matter : known.matters(DutyClass.TAKEN_BACK)) {
            long[][] box = box(matter);
            if (box == null || suspects.isEmpty() || !looked.add(key(box))) {
                continue;
            }
            for (int row = suspects.nextSetBit(0); row >= 0; row = suspects.nextSetBit(row + 1)) {
                long[][] reached = reached(box, row);
                if (reached != null) {
                    suspects.clear(row);
                    RoutingFacts facts = Witness.of(space, reached, known);
                    breach(row, matter, Witness.moved(facts, codeBelow(reached, matter), matter.category()));
                }
            }
        }
    }

    private void breach(int row, Known.Matter matter, RoutingFacts witness) {
        findings.add(
                new Finding(Finding.Code.DUTY_BREACH, space.ids(row), Column.DUTY, matter.category(), witness, null));
    }

    private boolean givesToOffice(Outcome outcome) {
        Target target = outcome.target();
        return target == Target.GRID_OFFICE
                || target == Target.OFFICE
                || target == Target.PERSON
                || target == Target.DEPARTMENT && known.atOffice(Objects.requireNonNullElse(outcome.code(), ""));
    }

    private long @Nullable [][] box(Known.Matter matter) {
        long[][] box = space.all();
        box = narrowed(box, Column.DUTY, DutyClass.TAKEN_BACK.name());
        box = box == null ? null : narrowed(box, Column.CATEGORY, matter.category());
        return box == null ? null : narrowed(box, Column.AREA, matter.area());
    }

    private long @Nullable [][] narrowed(long[][] box, Column column, String code) {
        return space.narrowed(box, column, dimension -> dimension.having(one -> lies(column, one, code)));
    }

    private static boolean lies(Column column, String code, String node) {
        return Predicates.acceptsCode(column, new Cell.Codes(List.of(node), false), code);
    }

    private static String key(long[][] box) {
        return Arrays.deepToString(box);
    }

    /** Reports of a box that a row decides; null when there are none. */
    private long @Nullable [][] reached(long[][] box, int row) {
        if (space.rows().get(row).stream().anyMatch(clause -> clause.fails(box))) {
            return null;
        }
        long[][] reached = search.uncovered(space.taken(box, row), space.decidingAbove(row));
        if (search.gaveUp()) {
            unknown.set(row);
        }
        return reached;
    }

    /** A grid below the office's area that rows do not tell from the one found; the area itself where no grid is known. */
    private String codeBelow(long[][] box, Known.Matter matter) {
        int place = space.place(Column.AREA);
        List<String> codes = place < 0
                ? known.codes(Column.AREA)
                : space.dimensions()
                        .get(place)
                        .atoms()
                        .get(Bits.first(box[place]))
                        .codes();
        return codes.stream()
                .filter(code -> lies(Column.AREA, code, matter.area()))
                .findFirst()
                .orElse(matter.area());
    }

    private void lookForDuty() {
        for (int row = 0; row < space.rules().size(); row++) {
            Outcome outcome = space.rules().get(row).outcome();
            if (outcome.target() == Target.PERSON && outcome.code() != null) {
                for (TimeClass time : TimeClass.values()) {
                    lookForDuty(row, outcome.code(), time);
                }
            }
        }
    }

    private void lookForDuty(int row, String role, TimeClass time) {
        for (String area : known.withoutDuty(role, time)) {
            long[][] box = narrowed(space.all(), Column.TIME, time.name());
            box = box == null ? null : narrowed(box, Column.AREA, area);
            long[][] reached = box == null ? null : reached(box, row);
            if (reached != null) {
                RoutingFacts facts = Witness.of(space, reached, known);
                Known.Matter there = new Known.Matter(area, facts.category());
                findings.add(new Finding(
                        Finding.Code.NOBODY_ON_DUTY,
                        space.ids(row),
                        Column.TIME,
                        time.name(),
                        Witness.moved(facts, codeBelow(reached, there), facts.category()),
                        null));
                return;
            }
        }
    }
}
