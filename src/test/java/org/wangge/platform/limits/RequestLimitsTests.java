package org.wangge.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.platform.request.ClientAddressesFixture;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RequestLimitsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private RequestLimits limits(LimitSettings settings) {
        return new RequestLimits(settings, new Buckets(settings, time), ClientAddressesFixture.direct(), metrics);
    }

    private static LimitSettings atMost(Limiter limiter, int perAccount, int perOffice) {
        return new LimitSettings(true, Map.of(limiter, perAccount), Map.of(limiter, perOffice), Map.of());
    }

    private static Actor person(String scope) {
        return new Actor(
                UUID.randomUUID(), "某人", Set.of(Role.GRID_WORKER), Set.of(), List.of(new GridPath(scope)), Set.of());
    }

    private static ServerWebExchange request(String method, String path, @Nullable Actor caller) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.method(org.springframework.http.HttpMethod.valueOf(method), path)
                        .remoteAddress(new InetSocketAddress("192.0.2.7", 4_000)));
        return caller == null
                ? exchange
                : exchange.mutate()
                        .principal(Mono.just(new TestingAuthenticationToken(caller, "")))
                        .build();
    }

    private boolean passes(RequestLimits limits, ServerWebExchange exchange) {
        try {
            limits.filter(exchange, rest -> Mono.empty()).block(Duration.ofSeconds(5));
            return true;
        } catch (Refused refused) {
            assertThat(refused.refusal().code()).isEqualTo("request.too-many");
            assertThat(refused.refusal().retryAfterSeconds()).isPositive();
            return false;
        }
    }

    private long passed(RequestLimits limits, String method, String path, @Nullable Actor caller, int times) {
        return IntStream.range(0, times)
                .filter(n -> passes(limits, request(method, path, caller)))
                .count();
    }

    @Test
    void a_minute_of_reports_may_come_at_once_and_goes_on_as_time_passes() {
        RequestLimits limits = limits(atMost(Limiter.REPORTS, 60, 0));
        Actor runaway = person("510703/001/001/001");
        assertThat(passed(limits, "POST", "/api/v1/cases", runaway, 300)).isEqualTo(60);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(passed(limits, "POST", "/api/v1/cases", runaway, 300)).isEqualTo(10);
        assertThat(metrics.counter("wangge.limits.refused", "limiter", "reports")
                        .count())
                .isEqualTo(530);
    }

    @Test
    void what_one_phone_has_used_up_is_there_for_the_others_until_their_office_has() {
        RequestLimits limits = limits(atMost(Limiter.REPORTS, 10, 25));
        Actor one = person("510703/001/001/001");
        assertThat(passed(limits, "POST", "/api/v1/cases", one, 50)).isEqualTo(10);
        assertThat(passed(limits, "POST", "/api/v1/cases", person("510703/001/001/002"), 50))
                .isEqualTo(10);
        assertThat(passed(limits, "POST", "/api/v1/cases", person("510703/001/002/001"), 50))
                .isEqualTo(5);
        assertThat(passed(limits, "POST", "/api/v1/cases", person("510703/003/001/001"), 50))
                .isEqualTo(10);
        assertThat(passed(limits, "GET", "/api/v1/me", one, 50)).isEqualTo(50);
    }

    @Test
    void photos_have_a_bound_for_the_day_too() {
        RequestLimits limits =
                limits(new LimitSettings(true, Map.of(Limiter.UPLOADS, 50), Map.of(), Map.of(Limiter.UPLOADS, 100)));
        Actor camera = person("510703/001/001/001");
        assertThat(passed(limits, "POST", "/api/v1/media", camera, 80)).isEqualTo(50);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(passed(limits, "POST", "/api/v1/media", camera, 80)).isEqualTo(50);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(passed(limits, "POST", "/api/v1/media", camera, 80)).isZero();
        nanos.addAndGet(Duration.ofHours(6).toNanos());
        assertThat(passed(limits, "POST", "/api/v1/media", camera, 80)).isEqualTo(25);
    }

    @Test
    void the_answer_says_what_is_left() {
        RequestLimits limits = limits(atMost(Limiter.SEARCHES, 2, 0));
        Actor actor = person("510703/001");
        ServerWebExchange first = request("GET", "/api/v1/cases?q=a", actor);
        assertThat(passes(limits, first)).isTrue();
        assertThat(first.getResponse().getHeaders().getFirst("RateLimit-Limit")).isEqualTo("2");
        assertThat(first.getResponse().getHeaders().getFirst("RateLimit-Remaining"))
                .isEqualTo("1");
        passes(limits, request("GET", "/api/v1/cases?q=b", actor));
        ServerWebExchange third = request("GET", "/api/v1/cases?q=c", actor);
        assertThat(passes(limits, third)).isFalse();
        assertThat(third.getResponse().getHeaders().getFirst("RateLimit-Reset")).isEqualTo("30");
        assertThat(passes(limits, request("GET", "/api/v1/cases", actor))).isTrue();
    }

    @Test
    void strangers_are_counted_by_address_and_health_is_not_counted() {
        RequestLimits limits = limits(atMost(Limiter.STRANGERS, 3, 0));
        assertThat(passed(limits, "GET", "/api/v1/public/grids/1", null, 9)).isEqualTo(3);
        assertThat(passed(limits, "GET", "/actuator/health", null, 9)).isEqualTo(9);
    }

    @Test
    void a_limiter_that_fails_lets_through_what_is_cheap_and_nothing_that_is_dear() {
        RequestLimits limits =
                limits(new LimitSettings(true, Map.of(Limiter.REPORTS, -1, Limiter.IMPORTS, -1), Map.of(), Map.of()));
        assertThat(passed(limits, "POST", "/api/v1/cases", person("510703/001"), 2))
                .isEqualTo(2);
        assertThat(passed(limits, "POST", "/api/v1/places/imports", person("510703/001"), 2))
                .isZero();
    }

    @Test
    void limits_can_be_switched_off() {
        RequestLimits limits = limits(new LimitSettings(false, Map.of(Limiter.REQUESTS, 1), Map.of(), Map.of()));
        assertThat(passed(limits, "GET", "/api/v1/me", person("510703/001"), 5)).isEqualTo(5);
        StepVerifier.create(limits.filter(request("GET", "/", null), rest -> Mono.empty()))
                .verifyComplete();
    }
}
