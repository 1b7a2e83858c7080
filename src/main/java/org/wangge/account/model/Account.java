package org.wangge.account.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.account.AccountState;
import org.wangge.account.Person;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Role;
import org.wangge.work.Versioned;

/**
 * A person as stored.
 *
 * @param foldedName the username in lower case, by which people sign in
 * @param externalSubject the subject of the external issuer's tokens
 * @param demo whether it was seeded for demonstration, so that its password follows the setting
 * @param operationKey of the write that created it
 * @param operations the newest of those that changed it, null when there was none
 * @param vouched how often it stood in as the administrator who stays; null when it never did
 */
@RecordBuilder
public record Account(
        UUID id,
        String username,
        String foldedName,
        String name,
        @Nullable String phone,
        @Nullable String passwordHash,
        Set<Role> roles,
        List<String> scopes,
        @Nullable String officeCode,
        Set<String> departments,
        String locale,
        @Nullable String externalSubject,
        AccountState state,
        boolean demo,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSignInAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations,
        @Nullable Long vouched,
        long version)
        implements Versioned {

    @Override
    public String caption() {
        return "/api/v1/accounts/" + id;
    }

    public boolean isActive() {
        return state == AccountState.ACTIVE;
    }

    /** Whether somebody can sign in with it and administer others. */
    public boolean isAdministrator() {
        return isActive() && roles.contains(Role.ADMIN) && (passwordHash != null || externalSubject != null);
    }

    public List<GridPath> areas() {
        return scopes.stream().map(GridPath::new).toList();
    }

    /** Whether one of its scopes holds the area. */
    public boolean covers(GridPath area) {
        return areas().stream().anyMatch(scope -> scope.contains(area));
    }

    /** Who it is, for those who tell or ask this person. */
    public Person toPerson() {
        return new Person(id, name, locale, officeCode);
    }
}
