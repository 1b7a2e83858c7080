package org.wangge.grid;

import java.util.List;
import java.util.Optional;
import org.wangge.shared.GridPath;
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

    /**
     * Adds and changes divisions. None is ever removed: end one with its last day. Refuses {@code division.invalid} with the
     * entries at fault (form of code, unknown parent, wrong level). May be repeated; the same list changes nothing.
     */
    Mono<Void> putAll(List<Division> divisions);
}
