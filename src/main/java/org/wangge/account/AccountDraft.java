package org.wangge.account;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Role;

/** What an administrator says of a person; everything that may be changed later too. */
public record AccountDraft(
        String username,
        String name,
        @Nullable String phone,
        Set<Role> roles,
        List<String> scopes,
        @Nullable String officeCode,
        Set<String> departments,
        @Nullable String locale,
        @Nullable String externalSubject) {}
