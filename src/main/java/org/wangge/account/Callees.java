package org.wangge.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.store.AccountStore;
import reactor.core.publisher.Mono;

/** How people are called by what calls them without anybody looking. */
@Component
public class Callees {

    private final AccountStore accounts;

    Callees(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * Somebody to be called.
     *
     * @param locale the language of the person's notices
     * @param telephone null when none is known
     */
    public record Callee(String locale, @Nullable String telephone) {}

    /** An active person; empty for any other. */
    public Mono<Callee> find(UUID accountId) {
        return accounts.find(accountId)
                .filter(Account::isActive)
                .map(account -> new Callee(account.locale(), account.phone()));
    }
}
