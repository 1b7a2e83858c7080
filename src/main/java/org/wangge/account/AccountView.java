package org.wangge.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Role;

/**
 * A person as others may see them; never the password.
 *
 * @param scopes the areas the person works in, as grid paths
 * @param officeCode the office the person belongs to, null for the district's people
 * @param departments codes of the departments the person handles for
 * @param locale the language of notices
 * @param externalSubject null for those who may not administer accounts too
 * @param grids the person answers for now, by code
 */
public record AccountView(
        UUID id,
        String username,
        String name,
        @Nullable String phone,
        Set<Role> roles,
        List<String> scopes,
        @Nullable String officeCode,
        Set<String> departments,
        String locale,
        @Nullable String externalSubject,
        List<AccountDraft.GridDuty> grids,
        AccountState state,
        @Nullable Instant lastSignInAt,
        long version,
        List<String> openActions) {

    /** As a list shows it, where nobody is called from. */
    AccountView listed() {
        return new AccountView(
                id,
                username,
                name,
                PhoneNumbers.masked(phone),
                roles,
                scopes,
                officeCode,
                departments,
                locale,
                externalSubject,
                grids,
                state,
                lastSignInAt,
                version,
                openActions);
    }
}
