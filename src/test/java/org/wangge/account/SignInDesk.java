package org.wangge.account;

import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountAction;
import org.wangge.account.model.AccountMachine;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.RoleGrant;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.RoleStore;
import org.wangge.account.store.SessionStore;
import org.wangge.account.token.SigningKeys;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Actor;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.Blocking;
import org.wangge.work.Decision;
import org.wangge.work.Inserts;
import org.wangge.work.Nudge;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** Signing in over a store of its own, without the rest of the application. */
final class SignInDesk implements AutoCloseable {

    static final String PASSWORD = "right-one-1";
    static final CallerAddress HERE = new CallerAddress("192.0.2.1");

    final TestStore store = TestStore.open();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TestClock clock;

    SignInDesk(TestClock clock, @Nullable String oidcIssuer, @Nullable String oidcAudience) {
        this.clock = clock;
        context.registerBean(ReactiveMongoTemplate.class, store::template);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Blocking.class);
        context.registerBean(
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
                        1000));
        context.registerBean(Inserts.class);
        context.registerBean(Nudge.class);
        context.registerBean(VersionedStores.class);
        context.registerBean(ActorCache.class);
        context.registerBean(PasswordHashes.class);
        context.registerBean(FailedSignIns.class);
        context.registerBean(SignIns.class);
        context.registerBean(LastAdministrators.class);
        context.registerBean(OpenSessions.class);
        context.scan("org.wangge.account.store", "org.wangge.account.token");
        context.refresh();
        TestStore.makeIndexes(context);
        done(context.getBean(SigningKeys.class).run());
        done(context.getBean(RoleStore.class)
                .insert(RoleGrant.seed(Role.GRID_WORKER, Set.of(Permission.CASE_REPORT)))
                .then());
        done(context.getBean(ActorCache.class).run());
    }

    SignIns signIns() {
        return context.getBean(SignIns.class);
    }

    OpenSessions openSessions() {
        return context.getBean(OpenSessions.class);
    }

    LastAdministrators lastAdministrators() {
        return context.getBean(LastAdministrators.class);
    }

    SessionStore sessions() {
        return context.getBean(SessionStore.class);
    }

    AccountStore accounts() {
        return context.getBean(AccountStore.class);
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
        context.close();
        store.close();
    }
}
