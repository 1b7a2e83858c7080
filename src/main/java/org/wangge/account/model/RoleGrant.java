package org.wangge.account.model;

import java.time.Instant;
import java.util.ArrayList;
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
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import org.wangge.work.Versioned;

/**
 * What one role allows. Permissions are kept by name, because an instance of another build may know other ones.
 *
 * @param seeded what the seeds gave it when they were loaded last; null when an older build loaded them
 * @param history who changed it, the newest last; null when nobody did
 * @param version 0 when an older build wrote it
 */
public record RoleGrant(
        Role id,
        Set<String> permissions,
        @Nullable Set<String> seeded,
        @Nullable List<Change> history,
        long version) implements Versioned {

    /** Of one role, the newest. */
    private static final int CHANGES_KEPT = 500;

    /** One change of it by a person. */
    public record Change(Instant at, UUID by, String byName, String requestId, Set<String> before, Set<String> after) {}

    public static RoleGrant seed(Role role, Set<Permission> permissions) {
        Set<String> names = names(permissions);
        return new RoleGrant(role, names, names, null, 1);
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

    /** Seeds make roles, nobody's operation. */
    @Override
    public @Nullable String operationKey() {
        return null;
    }

    @Override
    public @Nullable String operationHash() {
        return null;
    }

    /** Saying the same again changes nothing, so that no repeat need be known. */
    @Override
    public @Nullable List<Operation.Done> operations() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/roles/" + id;
    }

    /** As a person changes it; what is so already stays so. */
    public Decision<RoleGrant> changed(Set<Permission> wanted, Call call, Instant now) {
        if (known().equals(wanted)) {
            return new Decision.Already<>();
        }
        Actor by = call.actor();
        Set<String> names = names(wanted);
        List<Change> changes = new ArrayList<>(history == null ? List.of() : history);
        changes.add(new Change(now, by.id(), by.name(), call.operation().requestId(), permissions, names));
        return next(
                names,
                seeded,
                List.copyOf(changes.subList(Math.max(0, changes.size() - CHANGES_KEPT), changes.size())));
    }

    /** What other seeds make of it: they give what is new in them and take what is no longer in them; what people did stays. */
    public Decision<RoleGrant> reseeded(Set<String> seeds) {
        return seeds.equals(seeded) ? new Decision.Already<>() : next(withSeeds(seeds), seeds, history);
    }

    private Decision<RoleGrant> next(Set<String> allowed, @Nullable Set<String> given, @Nullable List<Change> changes) {
        return new Decision.Next<>(new RoleGrant(id, allowed, given, changes, version + 1), List.of());
    }

    private Set<String> withSeeds(Set<String> seeds) {
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
