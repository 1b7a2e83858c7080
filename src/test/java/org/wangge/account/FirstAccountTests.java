package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;

/** An installation without accounts gets one, and never a second one in this way. */
class FirstAccountTests {

    @Test
    void the_first_account_is_made_once_and_only_where_there_are_none() {
        TestClock clock = new TestClock(WanggeTestConfiguration.START);
        try (SignInDesk desk = new SignInDesk(clock, null, null)) {
            FirstAccount first = new FirstAccount(desk.accounts(), desk.signIns(), clock);
            assertThat(value(first.isThere())).isFalse();
            done(first.make("first-one-1", "510703"));
            done(first.make("second-one-2", "510703"));
            assertThat(value(first.isThere())).isTrue();
            assertThat(value(desk.signIns().signIn("admin", "first-one-1", SignInDesk.HERE))
                            .accessToken())
                    .isNotBlank();
            assertThat(desk.signIns()
                            .signIn("admin", "second-one-2", SignInDesk.HERE)
                            .onErrorComplete()
                            .block())
                    .isNull();
        }
        try (SignInDesk desk = new SignInDesk(clock, null, null)) {
            desk.person("somebody");
            done(new FirstAccount(desk.accounts(), desk.signIns(), clock).make("first-one-1", "510703"));
            assertThat(desk.accounts().findByName("admin").block()).isNull();
        }
    }
}
