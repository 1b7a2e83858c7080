package org.wangge.grid.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wangge.grid.model.Publications;

/**
 * The publications that this instance has in memory: the one that holds and those that will, each from its moment on.
 *
 * @param writes and revision tell which of two is the later one
 * @param entries in the order of their moments
 */
record GridLine(long writes, long revision, List<Entry> entries) {

    static final GridLine EMPTY = new GridLine(0, 0, List.of(new Entry(Instant.MIN, GridSnapshot.EMPTY)));

    /** A publication and its first moment. */
    record Entry(Instant from, GridSnapshot grid) {}

    /** What holds at a moment that is not past. */
    GridSnapshot at(Instant moment) {
        for (int index = entries.size() - 1; index > 0; index--) {
            if (!entries.get(index).from().isAfter(moment)) {
                return entries.get(index).grid();
            }
        }
        return entries.get(0).grid();
    }

    Optional<GridSnapshot> find(long number) {
        return entries.stream()
                .map(Entry::grid)
                .filter(grid -> grid.revision() == number)
                .findFirst();
    }

    boolean isNewerThan(GridLine other) {
        return writes != other.writes() ? writes > other.writes() : revision > other.revision();
    }

    boolean isOf(Publications publications) {
        return publications.version() == writes && publications.revision() == revision;
    }
}
