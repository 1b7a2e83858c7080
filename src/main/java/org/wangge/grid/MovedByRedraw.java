package org.wangge.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Something that lies in grids and may come to lie in others when they are drawn anew. The grid does not know what that is; whoever
 * does tells it here, one for each kind, for the preview of an import. What then happens is theirs too: each follows {@link
 * GridCells#revision()} by a job with marks, so that it is done once on any number of instances.
 */
public interface MovedByRedraw {

    /** What lies in grids. */
    enum Kind {
        CASES,
        PLACES,
        TASKS,
        RESPONSIBILITIES
    }

    /** What becomes of it. */
    enum Becomes {
        /** It goes to the desk of another office. */
        TO_OTHER_OFFICE,
        /** It lies in another grid of the same office from then on. */
        TO_OTHER_GRID,
        /** It stays as it is, though its spot is another grid's or another office's. */
        STAYS,
        /** Its spot, or its grid, is in no grid any more. It stays with whoever has it, and somebody has to look. */
        WITHOUT_GRID
    }

    /**
     * A redraw.
     *
     * @param before the grids until then
     * @param after the grids from then on
     * @param districts whose grids are drawn anew
     * @param at the moment
     */
    record Redraw(GridCells before, GridCells after, Set<String> districts, Instant at) {}

    /**
     * One thing that it concerns.
     *
     * @param id as its own addresses have it
     * @param name for people: a number or a name
     * @param toGrid null when it is none
     */
    record Move(
            String id,
            String name,
            String fromGrid,
            @Nullable String toGrid,
            @Nullable String fromOffice,
            @Nullable String toOffice,
            Becomes becomes) {}

    /**
     * All of a kind.
     *
     * @param count how many there are
     * @param first the first {@value #MOST_TOLD} of them
     */
    record Moves(Kind kind, long count, List<Move> first) {

        static final int MOST_TOLD = 200;
    }

    Kind kind();

    /** What the redraw would concern today. Stores nothing. */
    Flux<Move> moves(Redraw redraw);

    /** The same, counted, with the first of them; holds no more than these in memory. */
    default Mono<Moves> preview(Redraw redraw) {
        return moves(redraw)
                .collect(Tally::new, Tally::add)
                .map(tally -> new Moves(kind(), tally.count, List.copyOf(tally.first)));
    }

    /** Counts. */
    final class Tally {
        private long count;
        private final List<Move> first = new ArrayList<>();

        private void add(Move move) {
            count++;
            if (first.size() < Moves.MOST_TOLD) {
                first.add(move);
            }
        }
    }
}
