package org.wangge.roster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;

/** The offices that have people on duty, and the districts, which have some of their own. */
@Component
class DutyOffices {

    private static final int DISTRICT = 1;

    private final Offices offices;
    private final Divisions divisions;

    DutyOffices(Offices offices, Divisions divisions) {
        this.offices = offices;
        this.divisions = divisions;
    }

    /**
     * One of them.
     *
     * @param areas what it looks after
     */
    record Place(String code, LocalizedText name, List<GridPath> areas) {

        /** Whoever works in some of its area sees who is on duty. */
        private boolean isSeenBy(Actor actor) {
            return areas.stream()
                    .anyMatch(area ->
                            actor.covers(area) || actor.scopes().stream().anyMatch(area::contains));
        }

        /** An administrator or dispatcher of all of its area plans the shifts, the district's own its supervisor too. */
        private boolean isPlannedBy(Actor actor) {
            return areas.stream().allMatch(actor::covers)
                    && (actor.may(Permission.REFERENCE_EDIT)
                            || actor.may(Permission.CASE_DISPATCH)
                            || actor.may(Permission.CASE_ARBITRATE));
        }

        /** Whether somebody of these scopes works for it. */
        boolean employs(Actor person) {
            return areas.stream()
                    .anyMatch(area -> person.covers(area)
                            || area.depth() > DISTRICT
                                    && person.scopes().stream().anyMatch(area::contains));
        }
    }

    /** One that the actor sees; empty for any other. */
    Optional<Place> seen(String code, Actor actor) {
        return find(code).filter(place -> place.isSeenBy(actor));
    }

    /** One that the actor plans for; empty for any other. */
    Optional<Place> planned(String code, Actor actor) {
        return find(code).filter(place -> place.isPlannedBy(actor));
    }

    /** All that the actor sees. */
    List<Place> seen(Actor actor) {
        return actor.scopes().stream()
                .map(GridPath::district)
                .distinct()
                .flatMap(district -> Stream.concat(
                        Stream.of(district),
                        offices.in(new GridPath(district)).stream().map(Office::code)))
                .flatMap(code -> seen(code, actor).stream())
                .toList();
    }

    private Optional<Place> find(String code) {
        Optional<Place> office = offices.find(code)
                .filter(found -> found.code().equals(code))
                .map(found -> new Place(found.code(), found.names(), areas(found)));
        return office.or(() -> divisions
                .pathOf(code)
                .filter(path -> path.depth() == DISTRICT)
                .flatMap(path ->
                        divisions.find(code).map(found -> new Place(path.code(), found.names(), List.of(path)))));
    }

    /** An office whose area another one handles still has people of its own; a zone has no ground but what it hosts. */
    private List<GridPath> areas(Office office) {
        return offices.areas(office.code(), null).stream()
                .filter(area -> office.kind() != Office.Kind.ZONE || !area.equals(office.path()))
                .toList();
    }

    /** For whom somebody is on duty who says nothing else: the own office, else who handles the first area worked in. */
    String officeOf(Actor actor, Optional<String> own) {
        return own.filter(code -> find(code).isPresent()).orElseGet(() -> {
            GridPath area = actor.scopes().get(0);
            return area.depth() == DISTRICT
                    ? area.code()
                    : offices.responsibleFor(area).handling().code();
        });
    }
}
