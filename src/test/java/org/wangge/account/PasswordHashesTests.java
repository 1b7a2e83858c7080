package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordHashesTests {

    /** Most tests give it a weaker one, so that only this one sees what an application does by itself. */
    @Test
    void an_application_hashes_strongly_by_itself() {
        PasswordHashes hashes =
                new PasswordHashes(new DefaultListableBeanFactory().getBeanProvider(PasswordEncoder.class));
        try {
            String hash = value(hashes.hash("grid-demo-42"));
            assertThat(hash).startsWith("$2a$10$").hasSize(60);
            assertThat(value(hashes.matches("grid-demo-42", hash))).isTrue();
            assertThat(value(hashes.matches("grid-demo-43", hash))).isFalse();
        } finally {
            hashes.destroy();
        }
    }
}
