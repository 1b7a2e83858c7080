package org.wangge.account.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;

/**
 * What one role allows. Permissions are kept by name, because an instance of another build may know other ones.
 *
 * @param seeded what the seeds gave it when they were loaded last; null when an older build loaded them
 * @param history who changed it, the newest last; null when nobody did
 * @param version null when an older build wrote it
 */
public record RoleGrant(
        Role id,
        Set<String> permissions,
        @Nullable Set<String> seeded,
        @Nullable List<Change> history,
        @Nullable Long version) {

    /** One change of it by a person. */
    public record Change(Instant at, UUID by, String byName, String requestId, Set<String> before, Set<String> after) {}

    public static RoleGrant seed(Role role, Set<Permission> permissions) {
        Set<String> names = names(permissions);
        return new RoleGrant(role, names, names, null, 1L);
    }

    /** Those of them that this build knows. */
    public Set<Permission> known() {
        return known(permissions);
    }

    public static Set<Permission> known(Collection<String> names) {
        return Arrays.stream(Permission.values())
                .filter(permission -> names.contains(permission.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    public static Set<String> names(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::name).collect(Collectors.toCollection(TreeSet::new));
    }

    public long presentVersion() {
        return version == null ? 0 : version;
    }

    /** What other seeds make of it: they give what is new in them and take what is no longer in them; what people did stays. */
    public Set<String> reseeded(Set<String> seeds) {
        Set<String> before = seeded == null ? permissions : seeded;
        Set<String> given = new HashSet<>(seeds);
        given.removeAll(before);
        Set<String> taken = new HashSet<>(before);
        taken.removeAll(seeds);
        Set<String> after = new TreeSet<>(permissions);
        after.addAll(given);
        after.removeAll(taken);
        return after;
    }
}
