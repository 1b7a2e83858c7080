package org.wangge.webhook.delivery;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.TimeoutException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.wangge.webhook.DeliveryFault;
import org.wangge.webhook.WebhookSettings;
import org.wangge.webhook.model.Addresses;
import org.wangge.webhook.model.Answer;
import org.wangge.webhook.model.RetryAfter;
import org.wangge.webhook.model.TargetRules;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Posts to receivers. Follows no redirect. Where a name leads is looked at when the connection is made, so a name that
 * led to the public net when it was given and leads into the own one now reaches nothing.
 */
@Component
public class WebhookTransport implements DisposableBean {

    private static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_EACH = 8;
    private static final int THREADS = 2;

    /** Answers are for nobody to read; one that goes on beyond this is cut off. */
    private static final int MOST_READ = 64 * 1024;

    private final LoopResources loops = LoopResources.create("webhooks", THREADS, true);
    private final ConnectionProvider connections = ConnectionProvider.builder("webhooks")
            .maxConnections(CONNECTIONS_EACH)
            .pendingAcquireMaxCount(-1)
            .maxIdleTime(Duration.ofSeconds(20))
            .build();
    private final HttpClient client;
    private final WebhookSettings settings;
    private final Clock clock;

    @Autowired
    WebhookTransport(WebhookSettings settings, Clock clock) {
        this(settings, clock, UnaryOperator.identity());
    }

    /** @param names how names are looked up, where a test has others than the net */
    WebhookTransport(WebhookSettings settings, Clock clock, UnaryOperator<HttpClient> names) {
        this.settings = settings;
        this.clock = clock;
        HttpClient plain = HttpClient.create(connections)
                .runOn(loops)
                .resolver(spec -> spec.runOn(loops).queryTimeout(Duration.ofMillis(CONNECT_MILLIS)));
        this.client = names.apply(plain)
                .resolvedAddressesSelector((config, found) -> allowed(found))
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE)
                        .set(HttpHeaderNames.USER_AGENT, "Wangge"));
    }

    /** Those to which may be sent; where none is left, there is no such host. */
    private List<? extends SocketAddress> allowed(List<? extends SocketAddress> found) {
        return found.stream()
                .filter(address -> address instanceof InetSocketAddress internet
                        && internet.getAddress() != null
                        && Addresses.mayBeSentTo(internet.getAddress().getAddress(), settings.privateTargets()))
                .toList();
    }

    /** Posts a body and says what came back; never fails. */
    public Mono<Answer> post(String url, Map<String, String> headers, String body) {
        if (TargetRules.fault(url, settings.privateTargets()) != null) {
            return Mono.just(Answer.none(DeliveryFault.TARGET, Duration.ZERO));
        }
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            return client.headers(all -> headers.forEach(all::set))
                    .post()
                    .uri(url)
                    .send(ByteBufMono.fromString(Mono.just(body)))
                    .response((response, content) -> content.map(buffer -> buffer.readableBytes())
                            .scan(0, Integer::sum)
                            .takeWhile(read -> read <= MOST_READ)
                            .then(Mono.fromSupplier(() -> answer(response, took(begun)))))
                    .single()
                    .timeout(settings.timeout())
                    .onErrorResume(failure -> Mono.just(Answer.none(fault(failure), took(begun))));
        });
    }

    private Answer answer(HttpClientResponse response, Duration took) {
        return Answer.of(
                response.status().code(),
                RetryAfter.read(response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER), clock.instant()),
                took);
    }

    private static Duration took(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static DeliveryFault fault(Throwable failure) {
        if (failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof TimeoutException
                || failure instanceof ConnectTimeoutException) {
            return DeliveryFault.TIMEOUT;
        }
        if (failure instanceof UnknownHostException) {
            return DeliveryFault.ADDRESS;
        }
        // Those of the JDK and of Netty stand in packages of this name.
        boolean tls = failure.getClass().getPackageName().contains(".ssl");
        return tls ? DeliveryFault.TLS : DeliveryFault.CONNECTION;
    }

    @Override
    public void destroy() {
        connections.dispose();
        loops.dispose();
    }
}
