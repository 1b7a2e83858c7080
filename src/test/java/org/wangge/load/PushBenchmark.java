package org.wangge.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.FcmStandIn.Received;
import reactor.core.publisher.Flux;

/**
 * Pushes to a stand-in for FCM: in good weather while reports come in, and after half a minute in which it refused everything
 * with 429 and {@code Retry-After}.
 */
final class PushBenchmark implements Benchmark {

    private static final int WARM_UP_REPORTS = 600;
    private static final int REPORTS = 1500;
    private static final int CLIENTS = 32;
    private static final Duration BAD_WEATHER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(20);

    /** Notices that were looked at already. */
    private final Set<String> settled = new HashSet<>();

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Row> measure() {
        try (FcmStandIn fcm = FcmStandIn.start();
                App app = App.start(
                        name(),
                        Map.of(
                                "WANGGE_FCM_CREDENTIALS", fcm.credentials().toString(),
                                "WANGGE_FCM_ENDPOINT", fcm.endpoint().toString(),
                                // Few people get all of it here.
                                "WANGGE_PUSH_PER_MINUTE", "1000000"));
                Clients clients = new Clients(app, CLIENTS);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            District.people().forEach(person -> register(clients, person));
            report(clients, WARM_UP_REPORTS);
            delivered(fcm, store);
            report(clients, REPORTS);
            Pushed good = delivered(fcm, store);
            return List.of(
                    Row.of(
                            "Pushes a second in good weather, while reports come in",
                            "%.0f (%d, none twice)".formatted(good.perSecond(), good.count())),
                    badWeather(clients, fcm, store));
        }
    }

    private Row badWeather(Clients clients, FcmStandIn fcm, Store store) {
        fcm.say(FcmAnswer.QUOTA.retryAfter("3"));
        Flux.interval(BETWEEN_REPORTS)
                .take(BAD_WEATHER)
                .onBackpressureDrop()
                .flatMap(number -> District.report(clients, District.officeOf(number.intValue()), 1), CLIENTS)
                .then()
                .block(BAD_WEATHER.plusSeconds(30));
        long refused =
                fcm.received().stream().filter(one -> one.status() == 429).count();
        fcm.say(FcmAnswer.ACCEPTED);
        Instant clearing = Instant.now();
        Pushed later = delivered(fcm, store);
        return Row.of(
                "Through 30 s of 429 with Retry-After, about 50 reports a second coming in",
                "%d messages tried meanwhile; then all %d delivered in %.1f s, %.0f a second, none twice"
                        .formatted(
                                refused,
                                later.count(),
                                Duration.between(clearing, later.last()).toMillis() / 1000.0,
                                later.perSecond()));
    }

    private static void register(Clients clients, String person) {
        clients.put(
                        person,
                        "/api/v1/me/devices/phone-of-" + person,
                        "{\"registrationToken\":\"token-of-%s\",\"platform\":\"ANDROID\",\"appVersion\":\"1.0\",\"locale\":\"zh-CN\"}"
                                .formatted(person))
                .block(Duration.ofSeconds(10));
    }

    private static void report(Clients clients, int count) {
        Flux.range(0, count)
                .flatMap(number -> District.report(clients, District.officeOf(number), 1), CLIENTS)
                .then()
                .block(Duration.ofSeconds(60));
    }

    private record Pushed(int count, Instant first, Instant last) {

        double perSecond() {
            return count * 1000.0 / Math.max(1, Duration.between(first, last).toMillis());
        }
    }

    /** Waits until nothing is left to be told, holds what came against what had to come, and forgets it. */
    private Pushed delivered(FcmStandIn fcm, Store store) {
        store.untilNoneHas("cases", "dispatch.dueAt");
        store.untilNoneHas("notices", "push.dueAt");
        List<Received> accepted =
                fcm.received().stream().filter(one -> one.status() == 200).toList();
        Set<String> pushed = new HashSet<>();
        accepted.forEach(
                one -> pushed.add(one.message().get("data").get("noticeId").stringValue()));
        Set<String> due = store.ids("notices");
        due.removeAll(settled);
        settled.addAll(due);
        if (!fcm.faults().isEmpty()) {
            throw new IllegalStateException(
                    "not as FCM wants it: " + fcm.faults().get(0));
        }
        if (pushed.size() != accepted.size()) {
            throw new IllegalStateException(accepted.size() - pushed.size() + " messages came twice");
        }
        if (!pushed.equals(due)) {
            throw new IllegalStateException(pushed.size() + " of " + due.size() + " notices were pushed");
        }
        fcm.reset();
        return new Pushed(
                accepted.size(),
                accepted.get(0).at(),
                accepted.get(accepted.size() - 1).at());
    }
}
