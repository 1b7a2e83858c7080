package org.wangge.account.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.account.AccountView;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;

/** The signed-in person to itself, with what it may do in general. */
record MyView(
        UUID id,
        String username,
        String name,
        @Nullable String phone,
        Set<Role> roles,
        List<String> scopes,
        @Nullable String officeCode,
        Set<String> departments,
        String locale,
        Set<Permission> permissions,
        long version) {

    static MyView of(AccountView account, Actor actor) {
        return new MyView(
                account.id(),
                account.username(),
                account.name(),
                account.phone(),
                account.roles(),
                account.scopes(),
                account.officeCode(),
                account.departments(),
                account.locale(),
                actor.permissions(),
                account.version());
    }
}
