package org.wangge.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.Passwords;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Operation;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/** The administrator of an installation that has no accounts yet, who makes all others. */
@Component
public class FirstAccount {

    private static final String USERNAME = "admin";

    private final AccountStore accounts;
    private final SignIns signIns;
    private final Clock clock;

    FirstAccount(AccountStore accounts, SignIns signIns, Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.clock = clock;
    }

    /** Whether there is any account, active or not. */
    public Mono<Boolean> isThere() {
        return accounts.any();
    }

    /** Whether a password is one that an account may have. */
    public static boolean mayHave(String password) {
        return Passwords.fits(password) && !Passwords.isGuessable(password, USERNAME);
    }

    /**
     * Makes the account {@code admin} for a whole district where there are no accounts at all, and nothing where there are, so
     * that a setting that was forgotten opens no door. Repeatable.
     */
    public Mono<Void> make(String password, String districtCode) {
        AccountDraft draft = new AccountDraft(
                USERNAME, USERNAME, null, Set.of(Role.ADMIN), List.of(districtCode), null, Set.of(), null, null, null);
        return accounts.any()
                .filter(any -> !any)
                .flatMap(none -> signIns.hash(password))
                .flatMap(hash -> accounts.insertAbsent(List.of(
                        AccountRules.account(draft, hash, false, clock.instant(), Operation.unkeyed("first-start")))));
    }
}
