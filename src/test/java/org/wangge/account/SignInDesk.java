package org.wangge.account;

import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountAction;
import org.wangge.account.model.AccountMachine;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.RoleGrant;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.RoleStore;
import org.wangge.account.store.SessionStore;
import org.wangge.account.token.SigningKeys;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.QuickPasswords;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Actor;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import reactor.core.publisher.Mono;

/** Signing in over a store of its own, without the rest of the application. */
final class SignInDesk implements AutoCloseable {

    static final String PASSWORD = "right-one-1";
    static final CallerAddress HERE = new CallerAddress("192.0.2.1");

    final TestStore store = TestStore.open();
    private final ModuleBeans account;
    private final TestClock clock;

    SignInDesk(TestClock clock, @Nullable String oidcIssuer, @Nullable String oidcAudience) {
        this(clock, oidcIssuer, oidcAudience, QuickPasswords.encoder());
    }

    SignInDesk(TestClock clock, @Nullable String oidcIssuer, @Nullable String oidcAudience, PasswordEncoder passwords) {
        this.clock = clock;
        account = ModuleBeans.of(store, clock, "account")
                .with(PasswordEncoder.class, () -> passwords)
                .with(
                        AccountSettings.class,
                        () -> new AccountSettings(
                                "https://wangge.org",
                                null,
                                Duration.ofMinutes(15),
                                Duration.ofDays(30),
                                oidcIssuer,
                                oidcAudience,
                                5,
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(15),
                                20,
                                1000))
                .start();
        done(account.get(SigningKeys.class).run());
        done(account.get(RoleStore.class)
                .insert(RoleGrant.seed(Role.GRID_WORKER, Set.of(Permission.CASE_REPORT)))
                .then());
        done(account.get(ActorCache.class).run());
    }

    SignIns signIns() {
        return account.get(SignIns.class);
    }

    OpenSessions openSessions() {
        return account.get(OpenSessions.class);
    }

    LastAdministrators lastAdministrators() {
        return account.get(LastAdministrators.class);
    }

    SessionStore sessions() {
        return account.get(SessionStore.class);
    }

    AccountStore accounts() {
        return account.get(AccountStore.class);
    }

    /** Takes all access away from somebody; empty when that one was changed meanwhile. */
    Mono<Account> disable(Account present) {
        Actor by = new Actor(
                new UUID(9, 9), "管理员", Set.of(Role.ADMIN), Set.of(Permission.ACCOUNT_EDIT), present.areas(), Set.of());
        return AccountMachine.moved(present, AccountAction.DISABLE, by, null, clock.instant())
                        instanceof Decision.Next<Account> next
                ? accounts().change(present, next.file(), List.of(), Operation.unkeyed("test"))
                : Mono.just(present);
    }

    /** Somebody with a password. */
    Account person(String username) {
        return insert(username, null, null, value(signIns().hash(PASSWORD)));
    }

    /** Somebody without one, who comes by way of the external issuer. */
    Account person(String username, @Nullable String phone, @Nullable String externalSubject) {
        return insert(username, phone, externalSubject, null);
    }

    private Account insert(
            String username, @Nullable String phone, @Nullable String externalSubject, @Nullable String hash) {
        AccountDraft draft = new AccountDraft(
                username,
                username,
                phone,
                Set.of(Role.GRID_WORKER),
                List.of("510703/510703001"),
                null,
                Set.of(),
                null,
                externalSubject,
                null);
        return value(accounts()
                .insert(AccountRules.account(draft, hash, false, clock.instant(), new Operation(null, "", "test"))));
    }

    @Override
    public void close() {
        account.close();
        store.close();
    }
}
