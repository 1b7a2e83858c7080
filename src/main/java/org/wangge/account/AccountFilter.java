package org.wangge.account;

import java.util.List;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;
import org.wangge.shared.Role;

/** What a list of accounts is narrowed by, by name. */
public record AccountFilter(Narrowing narrowing) {

    private static final Order BY_NAME = new Order("foldedName", false);

    private static final Filter<AccountState> STATE =
            Filter.of("state", (query, name) -> query.value(name, AccountState::valueOf), Match.is("state"));

    private static final Filters ROWS = Filters.of(
            List.of(BY_NAME.field()),
            Filter.of("role", (query, name) -> query.value(name, Role::valueOf), Match.is("roles")),
            Filter.of("office", QueryValues::text, Match.is("officeCode")),
            Filter.of("department", QueryValues::text, Match.is("departments")),
            Filter.of("q", QueryValues::text, Match.words("name", "username")));

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static AccountFilter read(QueryValues query) {
        return new AccountFilter(ROWS.read(query, BY_NAME));
    }

    /** The same, of those only who may sign in. */
    public AccountFilter active() {
        return new AccountFilter(narrowing.with(STATE, AccountState.ACTIVE));
    }
}
