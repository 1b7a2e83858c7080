package org.wangge.platform.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTests {

    private static String seen(List<String> trusted, String remote, String... forwarded) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 40_000));
        for (String line : forwarded) {
            request.header("X-Forwarded-For", line);
        }
        return new ClientAddresses(new ClientAddresses.Settings(trusted)).of(request.build());
    }

    @Test
    void nobody_is_believed_unless_the_deployer_says_so() {
        assertThat(seen(List.of(), "10.0.0.9", "1.2.3.4")).isEqualTo("10.0.0.9");
        assertThat(seen(List.of("10.1.0.0/16"), "10.0.0.9", "1.2.3.4")).isEqualTo("10.0.0.9");
    }

    @Test
    void what_our_proxy_added_is_believed_and_what_the_client_wrote_before_is_not() {
        List<String> ours = List.of("10.0.0.0/8", "::1");
        assertThat(seen(ours, "10.0.0.9", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(seen(ours, "10.0.0.9", "9.9.9.9, 1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(seen(ours, "10.0.0.9", "9.9.9.9", "1.2.3.4, 10.0.0.7")).isEqualTo("1.2.3.4");
        assertThat(seen(ours, "::1", "2001:db8::7")).isEqualTo("2001:db8::7");
    }

    @Test
    void rubbish_in_the_header_ends_the_walk() {
        List<String> ours = List.of("10.0.0.0/8");
        assertThat(seen(ours, "10.0.0.9", "")).isEqualTo("10.0.0.9");
        assertThat(seen(ours, "10.0.0.9", "1.2.3.4,,")).isEqualTo("10.0.0.9");
        assertThat(seen(ours, "10.0.0.9", "x".repeat(5_000))).isEqualTo("10.0.0.9");
        assertThat(seen(ours, "10.0.0.9", "1.2.3.4, nonsense")).isEqualTo("nonsense");
    }

    @Test
    void only_who_sits_on_the_machine_and_came_through_no_proxy_is_at_this_machine() {
        ClientAddresses addresses = ClientAddressesFixture.direct();
        assertThat(addresses.isThisMachine(from("127.0.0.1").build())).isTrue();
        assertThat(addresses.isThisMachine(from("192.0.2.1").build())).isFalse();
        assertThat(addresses.isThisMachine(
                        from("127.0.0.1").header("X-Forwarded-For", "1.2.3.4").build()))
                .isFalse();
    }

    private static MockServerHttpRequest.BaseBuilder<?> from(String remote) {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 40_000));
    }
}
