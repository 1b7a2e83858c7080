package org.wangge.webhook.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.webhook.DeliveryFault;
import org.wangge.webhook.WebhookSettings;
import org.wangge.webhook.model.Answer;

/** Where a name leads is looked at when the connection is made. */
class WebhookTransportTests {

    private final Receiver receiver = new Receiver();
    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T01:20:00Z"));

    @AfterEach
    void close() {
        receiver.close();
    }

    /** Every name leads to these addresses. */
    private static AddressResolverGroup<InetSocketAddress> leading(String... addresses) {
        return new AddressResolverGroup<>() {
            @Override
            protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
                return new InetNameResolver(executor) {
                    @Override
                    protected void doResolve(String name, Promise<InetAddress> promise) {
                        promise.setSuccess(all().get(0));
                    }

                    @Override
                    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                        promise.setSuccess(all());
                    }

                    private List<InetAddress> all() {
                        return Arrays.stream(addresses)
                                .map(WebhookTransportTests::literal)
                                .toList();
                    }
                }.asAddressResolver();
            }
        };
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer posted(boolean privateTargets, String scheme, String... addresses) {
        WebhookSettings settings =
                new WebhookSettings(privateTargets, Duration.ofSeconds(5), Duration.ofHours(24), Duration.ofDays(7));
        WebhookTransport transport =
                new WebhookTransport(settings, clock, client -> client.resolver(leading(addresses)));
        try {
            return requireNonNull(transport
                    .post(
                            scheme + "://gateway.example.org:" + receiver.port() + "/hook",
                            Map.of("webhook-id", "x"),
                            "{}")
                    .block(Duration.ofSeconds(20)));
        } finally {
            transport.destroy();
        }
    }

    @Test
    void a_name_that_leads_into_the_own_network_reaches_nothing() {
        for (String address : List.of("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1")) {
            assertThat(posted(false, "https", address).fault()).as(address).isEqualTo(DeliveryFault.ADDRESS);
        }
        assertThat(posted(true, "http", "169.254.169.254").fault()).isEqualTo(DeliveryFault.ADDRESS);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void where_it_is_allowed_the_same_name_arrives() {
        assertThat(posted(true, "http", "127.0.0.1").status()).isEqualTo(204);
        assertThat(posted(true, "http", "169.254.169.254", "127.0.0.1").status())
                .as("what may not be used is left out")
                .isEqualTo(204);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void https_without_a_good_certificate_is_no_connection() {
        assertThat(posted(true, "https", "127.0.0.1").fault()).isIn(DeliveryFault.TLS, DeliveryFault.CONNECTION);
        assertThat(receiver.received()).isEmpty();
    }
}
