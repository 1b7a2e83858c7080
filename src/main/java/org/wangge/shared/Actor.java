package org.wangge.shared;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The signed-in person on whose behalf something is done, resolved once at the edge and passed on as a parameter.
 *
 * @param id the account
 * @param name as shown to others
 * @param roles at least one
 * @param permissions the union of what the roles allow
 * @param scopes the areas this person works in; never empty for people, each begins with the district
 * @param departments codes of the departments this person handles for
 */
public record Actor(
        UUID id,
        String name,
        Set<Role> roles,
        Set<Permission> permissions,
        List<GridPath> scopes,
        Set<String> departments) {

    public Actor {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        scopes = List.copyOf(scopes);
        departments = Set.copyOf(departments);
    }

    /** The server itself: time passing, a calendar arriving. May do nothing that a permission guards. */
    public static final Actor SYSTEM = new Actor(new UUID(0, 0), "Wangge", Set.of(), Set.of(), List.of(), Set.of());

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether the area lies in one of this person's scopes. */
    public boolean covers(GridPath area) {
        return scopes.stream().anyMatch(scope -> scope.contains(area));
    }

    /** Whether this person works in the same district, in whichever part of it. */
    public boolean sharesDistrict(GridPath area) {
        return scopes.stream().anyMatch(scope -> scope.district().equals(area.district()));
    }

    /** Demands a permission before anything is looked up, so that a refusal tells nothing about what exists. */
    public Actor require(Permission permission) {
        if (!may(permission)) {
            throw new Refused(Refusal.of("access.forbidden", permission.name()));
        }
        return this;
    }

    /** The same for at least one of several; a refusal names the last. */
    public Actor requireAny(Permission... any) {
        return Arrays.stream(any).anyMatch(this::may) ? this : require(any[any.length - 1]);
    }
}
