package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wangge.fixtures.Awaited.value;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.RoleGrant;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** However administrators remove each other, one is left. */
class LastAdministratorsTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final SignInDesk desk = new SignInDesk(clock, null, null);
    private final LastAdministrators rule = desk.lastAdministrators();
    private int number;

    @AfterEach
    void close() {
        desk.close();
    }

    private Account administrator(String scope) {
        AccountDraft draft = new AccountDraft(
                "admin-" + number++, "x", null, Set.of(Role.ADMIN), List.of(scope), null, Set.of(), null, null, null);
        return value(desk.accounts()
                .insert(AccountRules.account(draft, "hash", false, clock.instant(), new Operation(null, "", "test"))));
    }

    private static Actor actor(Account account) {
        return new Actor(
                account.id(),
                account.name(),
                account.roles(),
                Set.of(Permission.ACCOUNT_EDIT),
                account.areas(),
                Set.of());
    }

    private Mono<Boolean> disable(UUID target, Account by) {
        return OptimisticRetry.untilWritten(() -> desk.accounts()
                        .find(target)
                        .flatMap(present -> rule.mayLeave(present, actor(by)).flatMap(may -> desk.disable(present))))
                .thenReturn(true)
                .onErrorReturn(Refused.class, false);
    }

    private long active(List<Account> all) {
        return value(Flux.fromIterable(all)
                .concatMap(one -> desk.accounts().find(one.id()))
                .filter(Account::isActive)
                .count());
    }

    @Test
    void of_those_who_remove_each_other_at_the_same_moment_one_is_left() {
        for (int round = 0; round < 15; round++) {
            String district = String.valueOf(100_000 + round);
            List<Account> all = List.of(administrator(district), administrator(district), administrator(district));
            List<Mono<Boolean>> removals = List.of(
                    disable(all.get(1).id(), all.get(0)),
                    disable(all.get(2).id(), all.get(1)),
                    disable(all.get(0).id(), all.get(2)));
            List<Boolean> done = value(Flux.merge(removals).collectList());
            assertThat(active(all)).as("of round " + round).isPositive();
            assertThat(done).contains(true);
        }
    }

    @Test
    void the_last_of_an_area_stays_also_when_others_administer_parts_of_it() {
        Account whole = administrator("200000");
        Account part = administrator("200000/200000001");
        Refused refused = catchThrowableOfType(
                Refused.class, () -> rule.mayLeave(whole, actor(part)).block());
        assertThat(refused.refusal().code()).isEqualTo("account.last-administrator");
        assertThat(value(rule.mayLeave(part, actor(whole)))).isTrue();
        Account withoutPassword = value(desk.accounts()
                .insert(AccountRules.account(
                        new AccountDraft(
                                "never-in",
                                "x",
                                null,
                                Set.of(Role.ADMIN),
                                List.of("200000"),
                                null,
                                Set.of(),
                                null,
                                null,
                                null),
                        null,
                        false,
                        clock.instant(),
                        new Operation(null, "", "test"))));
        assertThat(withoutPassword.covers(new GridPath("200000"))).isTrue();
        assertThat(catchThrowableOfType(
                        Refused.class,
                        () -> rule.mayLeave(whole, actor(withoutPassword)).block()))
                .as("somebody who cannot sign in is nobody")
                .isNotNull();
    }

    @Test
    void other_seeds_give_and_take_what_is_new_in_them_and_leave_what_people_did() {
        RoleGrant changed = new RoleGrant(Role.HANDLER, Set.of("A", "C", "BY_PEOPLE"), Set.of("A", "B", "C"), null, 2L);
        assertThat(((Decision.Next<RoleGrant>) changed.reseeded(Set.of("A", "B", "NEW")))
                        .file()
                        .permissions())
                .as("B was taken by people, C by the seeds")
                .containsExactlyInAnyOrder("A", "BY_PEOPLE", "NEW");
    }
}
