package org.wangge.account;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/** The people who work in an area, however many. */
@Component
public class Workforce {

    private final AccountStore accounts;

    Workforce(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * The next active people with one of the roles who have a scope in one of the areas, by their ids. Who works in more than
     * these areas only because the scope lies above them is not among them.
     *
     * @param after the last that is known; null for the first
     */
    public Mono<List<UUID>> within(Collection<GridPath> areas, Set<Role> roles, @Nullable UUID after, int most) {
        return areas.isEmpty() || roles.isEmpty()
                ? Mono.just(List.of())
                : accounts.within(areas, Set.of(), roles, after, most).collectList();
    }

    /** The same with those whose scope lies above one of the areas. */
    public Mono<List<UUID>> withinAndAbove(
            Collection<GridPath> areas, Set<Role> roles, @Nullable UUID after, int most) {
        Set<String> above =
                areas.stream().flatMap(area -> area.ancestry().stream()).collect(Collectors.toSet());
        return areas.isEmpty() || roles.isEmpty()
                ? Mono.just(List.of())
                : accounts.within(areas, above, roles, after, most).collectList();
    }
}
