package org.wangge.reason;

import java.time.Instant;
import java.util.List;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/** A module whose actions are given reasons tells which were given, for them to be counted together. */
public interface ReasonsGiven {

    /** One reason given. */
    record Given(String action, String code) {}

    /**
     * Every reason given from one moment on and before another, in what this person may read.
     *
     * @param areas empty for all of the person's area
     */
    Flux<Given> given(List<GridPath> areas, Instant from, Instant to, Actor actor);
}
