package org.wangge.grid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The offices that dispatch. Look-ups are answered from memory. */
public interface Offices {

    /**
     * Who answers for an area.
     *
     * @param handling gets the cases
     * @param ofArea the sub-district's own office; the same one unless the area is hosted (托管)
     */
    record Handling(Office handling, Office ofArea) {

        public boolean hosted() {
            return !handling.code().equals(ofArea.code());
        }
    }

    /** By code or by one of the older or other codes; empty when unknown. */
    Optional<Office> find(String code);

    /** By code or alias; {@code office.not-found} when unknown. */
    Office get(String code);

    /** All offices of a district that exist today, by code. */
    List<Office> in(GridPath district);

    /** Those of all districts that exist no more. */
    List<Office> ended();

    /** Who handles what happens in this area (a grid, community or sub-district); {@code office.not-found} for a whole district. */
    Handling responsibleFor(GridPath area);

    /** The same at another moment: hosting begins and ends with days in China. */
    Handling responsibleFor(GridPath area, Instant at);

    /** The areas whose cases come to this office: its own and those it hosts, without those hosted by others. */
    List<GridPath> areasHandledBy(String officeCode);

    /**
     * What a list is narrowed to by the names of a grid or else of an office, which stands for all it handles; empty when neither
     * is named. Refuses {@code office.not-found} and {@code grid.not-found}.
     */
    List<GridPath> areas(@Nullable String officeCode, @Nullable String gridCode);

    /**
     * The same for a list, where an unknown code is no mistake but a filter that fits nothing: then {@link GridPath#NOWHERE}.
     */
    List<GridPath> areasOrNowhere(@Nullable String officeCode, @Nullable String gridCode);

    /** Counts from 1 with every change of the office; 0 when there is none of this code. */
    long version(String code);

    /**
     * Makes an office in a district of the actor's. That of a sub-district or town has the code of its division. Refuses {@code
     * office.invalid} with the fields at fault, and {@code office.taken} when there is another one of this code. Repeatable by its
     * operation; and the same one again is the one that is there.
     */
    Mono<Divisions.Written<Office>> create(Office office, Actor actor, Operation operation);

    /**
     * Says what an office is from now on, and who handles its area when. None is ever removed: end one with its last day. Refuses
     * {@code office.not-found}, {@code office.stale} and {@code office.invalid}. Repeatable.
     */
    Mono<Divisions.Written<Office>> change(Office office, SeenVersion seen, Actor actor, Operation operation);

    /**
     * Takes these as all the offices of their districts, as a file says them: adds, changes, and ends (with yesterday's date) those that
     * are missing; what people made or changed stays.
     * Refuses {@code office.invalid} with the entries at fault. May be repeated; the same list changes nothing.
     */
    Mono<Void> replaceAll(List<Office> offices);
}
