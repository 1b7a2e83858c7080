package org.wangge.grid;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;
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

    /**
     * Takes these as all the offices of their districts: adds, changes, and ends (with yesterday's date) those that are missing.
     * Refuses {@code office.invalid} with the entries at fault. May be repeated; the same list changes nothing.
     */
    Mono<Void> replaceAll(List<Office> offices);
}
