package org.wangge.account.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Reviewed.isOpen;
import static org.wangge.fixtures.Reviewed.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.account.AccountDraft;
import org.wangge.account.AccountState;
import org.wangge.fixtures.Reviewed;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.Decision;

/** Every state with every action, against the reviewed table; and what describing an account anew leaves alone. */
class AccountMachineTests {

    private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");
    private static final Actor ADMIN = Reviewed.actor(Permission.ACCOUNT_EDIT);

    private static Account account(UUID id, AccountState state, String scope) {
        return AccountBuilder.builder()
                .id(id)
                .state(state)
                .phone("19900001234")
                .locale("en")
                .externalSubject("subject")
                .scopes(List.of(scope))
                .build();
    }

    private static AccountDraft draft(String phone, String subject) {
        return new AccountDraft(
                "li", "李", phone, Set.of(Role.HANDLER), List.of("510703"), null, Set.of(), null, subject, null);
    }

    @Test
    void each_action_leads_where_the_table_says_and_is_shown_where_it_can_be_done() {
        List<String[]> rows = Reviewed.rows("account/transitions.csv");
        assertThat(rows).hasSize(AccountState.values().length * AccountAction.values().length);
        for (String[] row : rows) {
            AccountState from = AccountState.valueOf(row[0]);
            AccountAction action = AccountAction.valueOf(row[1]);
            List<Account> accounts = List.of(
                    account(new UUID(2, 2), from, "510703/510703001"),
                    account(ADMIN.id(), from, "510703"),
                    account(new UUID(2, 2), from, "510704"));
            for (int i = 0; i < accounts.size(); i++) {
                assertThat(outcome(AccountMachine.table(), accounts.get(i), action, ADMIN))
                        .as("%s %s, column %s", from, action, i + 2)
                        .isEqualTo(row[i + 2]);
                assertThat(isOpen(AccountMachine.table(), accounts.get(i), action, ADMIN))
                        .as("%s %s is shown, column %s", from, action, i + 2)
                        .isEqualTo(!row[i + 2].isEmpty());
            }
            assertThat(isOpen(AccountMachine.table(), accounts.get(0), action, Reviewed.actor(Permission.ACCOUNT_READ)))
                    .isFalse();
        }
    }

    @Test
    void who_is_disabled_already_stays_so_without_a_new_version() {
        assertThat(AccountMachine.moved(
                        account(new UUID(2, 2), AccountState.DISABLED, "510703"),
                        AccountAction.DISABLE,
                        ADMIN,
                        null,
                        NOW))
                .isInstanceOf(Decision.Already.class);
    }

    @Test
    void what_is_not_said_is_gone_but_for_language_and_subject_and_a_masked_number_stays() {
        Account before = account(new UUID(2, 2), AccountState.ACTIVE, "510703");
        Account after =
                ((Decision.Next<Account>) AccountMachine.described(before, draft("199****1234", null), NOW)).file();
        assertThat(after.phone()).isEqualTo("19900001234");
        assertThat(after.locale()).isEqualTo("en");
        assertThat(after.externalSubject()).isEqualTo("subject");
        assertThat(after.version()).isEqualTo(before.version() + 1);
        Account without = ((Decision.Next<Account>) AccountMachine.described(before, draft(null, " "), NOW)).file();
        assertThat(without.phone()).isNull();
        assertThat(without.externalSubject()).isNull();
        assertThat(AccountMachine.described(before, draft("199****9999", null), NOW))
                .isInstanceOfSatisfying(
                        Decision.No.class, no -> assertThat(no.refusal().code()).isEqualTo("account.invalid"));
    }
}
