package org.wangge.grid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The administrative tree, with codes that came and went. Look-ups are answered from memory. */
public interface Divisions {

    /** By code or by one of its aliases; also those that have ended. Empty when unknown. */
    Optional<Division> find(String code);

    /** What lies directly below, by code, also what has ended. */
    List<Division> below(String parentCode);

    /** All divisions of a district and what encloses it, from the top, then by code. */
    List<Division> of(GridPath district);

    /** The way down to a district, sub-district or community; empty when unknown, when ended, or above a district. */
    Optional<GridPath> pathOf(String code);

    /** The same at another moment: empty when one of the codes is not valid on that day in China. */
    Optional<GridPath> pathOf(String code, Instant at);

    /** Counts from 1 with every change of the division; 0 when there is none of this code. */
    long version(String code);

    /**
     * Makes a division, in a district of the actor's or above one. Refuses {@code division.invalid} with the fields at fault, and {@code
     * division.taken} when there is another one of this code. Repeatable by its operation; and the same one again is the one that is
     * there.
     */
    Mono<Written<Division>> create(Division division, Actor actor, Operation operation);

    /**
     * Says what a division is from now on; its level and its parent stay, for paths are made of them. None is ever removed: end one
     * with its last day, and name its successors. Refuses {@code division.not-found}, {@code division.stale} and {@code
     * division.invalid}. Repeatable.
     */
    Mono<Written<Division>> change(Division division, SeenVersion seen, Actor actor, Operation operation);

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    record Written<T>(T area, long version, boolean replayed) {}

    /**
     * Adds and changes divisions, as files say them; what people changed since stays. None is ever removed: end one with its last day. Refuses {@code division.invalid} with the
     * entries at fault (form of code, unknown parent, wrong level). May be repeated; the same list changes nothing.
     */
    Mono<Void> putAll(List<Division> divisions);
}
