package org.wangge.grid;

import java.util.List;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/** The publications of the grid in time. People see those that concern their districts. */
public interface GridPublications {

    /**
     * What a withdrawal came to.
     *
     * @param replayed whether the same operation had done it before
     */
    record Withdrawn(GridPublication publication, boolean replayed) {}

    /** Those that are kept, the one that takes effect last first. */
    Mono<List<GridPublication>> all(Actor actor);

    /** Refuses {@code grid.import-not-found}. */
    Mono<GridPublication> get(long revision, Actor actor);

    /**
     * Takes back one that is scheduled. Refuses {@code grid.import-not-found}; {@code grid.import-in-force} when it holds already,
     * or will within five seconds, for an instance may not hear of it in time; {@code grid.scheduled-later} when another is built on
     * it, which has to be withdrawn first. Repeatable.
     */
    Mono<Withdrawn> withdraw(long revision, Actor actor, Operation operation);

    /**
     * What a scheduled one would move by what is known today, one entry for each kind. Refuses {@code grid.import-not-found}, and
     * {@code grid.import-in-force} when it is not scheduled any more.
     */
    Mono<List<MovedByRedraw.Moves>> preview(long revision, Actor actor);
}
