package org.wangge.account;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/** The people of a demonstration, who all have one password. */
@Component
public class DemoAccounts {

    private final AccountStore accounts;
    private final SignIns signIns;
    private final Clock clock;

    DemoAccounts(AccountStore accounts, SignIns signIns, Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.clock = clock;
    }

    /**
     * Adds demonstration accounts; those whose name exists are left as they are. All have the same password: that of those
     * which are there already, else the new one, whose hash is made only then.
     */
    public Mono<Void> introduce(List<AccountDraft> drafts, Mono<String> newHash) {
        return accounts.anyDemoAccount()
                .mapNotNull(Account::passwordHash)
                .switchIfEmpty(newHash)
                .flatMap(hash -> accounts.insertAbsent(drafts.stream()
                        .map(draft ->
                                AccountRules.account(draft, hash, true, clock.instant(), Operation.unkeyed("seed")))
                        .toList()));
    }

    /** Whether the demonstration accounts exist and have this password; empty when there are none. */
    public Mono<Boolean> passwordIs(String password) {
        return accounts.anyDemoAccount()
                .flatMap(account -> account.passwordHash() == null
                        ? Mono.just(false)
                        : signIns.matches(password, account.passwordHash()));
    }

    /** Gives all demonstration accounts this password. */
    public Mono<Void> setPassword(String password) {
        return signIns.hash(password).flatMap(accounts::setDemoPasswords);
    }

    /** The hash to introduce demonstration accounts with. */
    public Mono<String> hash(String password) {
        return signIns.hash(password);
    }

    /** The ids of those of the usernames that exist. */
    public Mono<Map<String, UUID>> idsOf(Collection<String> usernames) {
        return accounts.findByNames(usernames.stream().map(AccountRules::folded).toList())
                .collectMap(Account::username, Account::id);
    }
}
