package org.wangge.place;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wangge.place.ImportReport.Line;
import org.wangge.place.ImportReport.Outcome;
import org.wangge.place.ImportReport.Suspect;
import org.wangge.shared.Refusal.Fault;

/** Makes the report while the lines come, and keeps no more of them than it tells. Not for several threads. */
final class ImportTally {

    static final int MOST_FAULTS = 50;
    static final int MOST_LINES = 1_000;
    private static final int MOST_DOUBLES = 5;

    private final ImportColumns columns;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<Line> told = new ArrayList<>();
    private long faults;
    private int faultsTold;
    private int others;

    ImportTally(ImportColumns columns) {
        this.columns = columns;
    }

    ImportTally add(Line line) {
        counts.merge(line.outcome(), 1L, Long::sum);
        faults += line.faults().size();
        if (line.outcome() == Outcome.REFUSED) {
            int left = MOST_FAULTS - faultsTold;
            if (left > 0) {
                List<Fault> first = line.faults().stream().limit(left).toList();
                faultsTold += Math.max(1, first.size());
                told.add(shortened(line, first));
            }
        } else if (others++ < MOST_LINES) {
            told.add(shortened(line, line.faults()));
        }
        return this;
    }

    /** With the columns as the file heads them. */
    private Line shortened(Line line, List<Fault> first) {
        List<Suspect> doubles = line.doubles().stream()
                .limit(MOST_DOUBLES)
                .map(ImportTally::shortened)
                .toList();
        return new Line(
                line.line(),
                line.outcome(),
                ImportColumns.shown(line.name()),
                line.placeId(),
                headed(first),
                doubles,
                headed(line.notes()));
    }

    private static Suspect shortened(Suspect suspect) {
        return new Suspect(
                suspect.placeId(),
                suspect.line(),
                ImportColumns.shown(suspect.name()),
                suspect.distanceMetres(),
                suspect.reasons());
    }

    private List<Fault> headed(List<Fault> all) {
        return all.stream()
                .map(fault -> new Fault(
                        columns.heading(fault.pointer()),
                        fault.code(),
                        fault.arguments().stream().map(ImportTally::shown).toList()))
                .toList();
    }

    private static Object shown(Object argument) {
        if (argument instanceof List<?> several) {
            return several.stream().limit(MOST_DOUBLES).map(ImportTally::shown).toList();
        }
        return argument instanceof String text ? ImportColumns.shown(text) : argument;
    }

    ImportReport report(boolean dryRun) {
        return new ImportReport(dryRun, columns.ignored(), counts, faults, told);
    }
}
