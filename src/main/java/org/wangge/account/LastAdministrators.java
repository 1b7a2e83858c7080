package org.wangge.account;

import java.util.Comparator;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/**
 * Keeps an installation from being left without an administrator. Before one loses a right, another who has all of it is noted to
 * stand in; that note makes every removal of the other which was decided before it begin again. So of two who remove each other
 * at the same moment only one can, whichever instances they are on.
 */
@Component
class LastAdministrators {

    private final AccountStore accounts;
    private final ActorCache signedIn;

    LastAdministrators(AccountStore accounts, ActorCache signedIn) {
        this.accounts = accounts;
        this.signedIn = signedIn;
    }

    /**
     * Whether the account may be changed like this; else as {@link #mayLeave}. Refuses {@code account.not-yourself} when the actor
     * would lose a right of its own: to administer at all, or a part of its area.
     */
    Mono<Boolean> mayBecome(Account present, AccountDraft draft, Actor actor) {
        boolean narrower = AccountRules.narrows(present, draft);
        boolean administers = draft.roles().stream().anyMatch(signedIn.rolesWith(Permission.ACCOUNT_EDIT)::contains);
        if (present.id().equals(actor.id()) && (narrower || !administers)) {
            return Mono.error(() -> new Refused(Refusal.of("account.not-yourself")));
        }
        return narrower || !draft.roles().contains(Role.ADMIN) ? mayLeave(present, actor) : Mono.just(true);
    }

    /**
     * True when somebody else stays who can do all that this administrator can; empty when that one was changed meanwhile, and one
     * must look again. Refuses {@code account.last-administrator}.
     */
    Mono<Boolean> mayLeave(Account leaving, Actor actor) {
        if (!leaving.isAdministrator()) {
            return Mono.just(true);
        }
        return accounts.administratorsBeside(leaving.id())
                .filter(other ->
                        other.isAdministrator() && leaving.areas().stream().allMatch(other::covers))
                .sort(Comparator.comparing(other -> !other.id().equals(actor.id())))
                .next()
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("account.last-administrator"))))
                .flatMap(accounts::vouch)
                .filter(Boolean::booleanValue);
    }
}
