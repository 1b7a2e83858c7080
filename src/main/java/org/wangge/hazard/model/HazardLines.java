package org.wangge.hazard.model;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.work.Journal;

/** The lines of a hazard: their numbers, which of them leave it, and which of those that left are still asked for. */
public final class HazardLines {

    /** The last of these says whether its case is due, has come or is over. */
    private static final Set<HazardAction> ABOUT_ITS_CASE = EnumSet.of(
            HazardAction.ESCALATE,
            HazardAction.CASE_OPENED,
            HazardAction.CASE_MERGED,
            HazardAction.CASE_DROPPED,
            HazardAction.CASE_CLOSED);

    private HazardLines() {}

    /**
     * The number of the first of some lines that follow each other. Lines of earlier versions do not say theirs. One that does
     * tells that of all; where none does, none has left.
     *
     * @param sequences 0 for what is not said
     */
    public static int first(List<Integer> sequences) {
        return IntStream.range(0, sequences.size())
                .filter(at -> sequences.get(at) > 0)
                .map(at -> sequences.get(at) - at)
                .findFirst()
                .orElse(1);
    }

    /** The same lines, each with its number. */
    static List<HazardLine> numbered(List<HazardLine> lines) {
        if (lines.stream().allMatch(line -> line.sequence() > 0)) {
            return lines;
        }
        int first = first(lines.stream().map(HazardLine::sequence).toList());
        return IntStream.range(0, lines.size())
                .mapToObj(at -> lines.get(at).numbered(first + at))
                .toList();
    }

    /** The newest ones, as many as stay in the hazard. */
    static List<HazardLine> newest(List<HazardLine> lines) {
        return lines.subList(Math.max(0, lines.size() - Journal.LINES_KEPT), lines.size());
    }

    /**
     * Of what has left the hazard the few lines that somebody asks for later: since when it is major and put right by a plan (the
     * lists of a month), the last word about its case, and its notice.
     *
     * @param known what was kept of those that left before
     * @param leaving what leaves now
     */
    static @Nullable List<HazardLine> stillAskedFor(@Nullable List<HazardLine> known, List<HazardLine> leaving) {
        if (leaving.isEmpty()) {
            return known;
        }
        List<HazardLine> left = Stream.concat(known == null ? Stream.of() : known.stream(), leaving.stream())
                .toList();
        List<HazardLine> wanted = Stream.of(
                        first(left, EnumSet.allOf(HazardAction.class)),
                        first(left, EnumSet.of(HazardAction.START_RECTIFICATION)),
                        last(left, ABOUT_ITS_CASE),
                        last(left, EnumSet.of(HazardAction.ISSUE_NOTICE)))
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.comparing(HazardLine::sequence))
                .toList();
        return wanted.isEmpty() ? null : wanted;
    }

    /** By the clock, by which it is asked for. */
    private static Optional<HazardLine> first(List<HazardLine> lines, Set<HazardAction> ofMajor) {
        return lines.stream()
                .filter(line -> line.level() == HazardLevel.MAJOR && ofMajor.contains(line.action()))
                .min(Comparator.comparing(HazardLine::at));
    }

    private static Optional<HazardLine> last(List<HazardLine> lines, Set<HazardAction> actions) {
        return lines.stream()
                .filter(line -> actions.contains(line.action()))
                .max(Comparator.comparing(HazardLine::sequence));
    }
}
