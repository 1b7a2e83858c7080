package org.wangge.account.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "87654321",
                "abcdefgh",
                "11111111",
                "Password1",
                "QWERTYUI",
                "woaini1314",
                "worker-001-1",
                "my-Worker-001-1!"
            })
    void what_everybody_tries_first_is_guessable(String password) {
        assertThat(Passwords.isGuessable(password, "worker-001-1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-demo-42", "brücke am fluss", "四个汉字也是密码吗", "a-new-one-77", "correct horse battery"})
    void words_of_ones_own_are_good(String password) {
        assertThat(Passwords.fits(password)).isTrue();
        assertThat(Passwords.isGuessable(password, "worker-001-1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven77", "二十五个汉字超过七十二个字节所以不能用作密码因为散列", "𠮷𠮷𠮷𠮷"})
    void too_short_and_too_long_are_refused(String password) {
        assertThat(Passwords.fits(password)).isFalse();
    }
}
