package org.wangge.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.store.AccountStore;
import reactor.core.publisher.Mono;

/** The telephones of people, for what calls them without anybody looking. */
@Component
public class Telephones {

    private final AccountStore accounts;

    Telephones(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** Of an active person; empty when there is none. */
    public Mono<String> of(UUID accountId) {
        return accounts.find(accountId).filter(Account::isActive).mapNotNull(Account::phone);
    }
}
