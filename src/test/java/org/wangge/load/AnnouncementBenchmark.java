package org.wangge.load;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonBinary;
import org.bson.Document;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.FcmStandIn.Received;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;

/** One announcement to twenty thousand people with a phone each, until the last phone's message was taken by the stand-in. */
final class AnnouncementBenchmark implements Benchmark {

    private static final int PEOPLE = 20_000;
    private static final int AT_A_TIME = 1_000;
    private static final int GOAL_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "announcement";
    }

    @Override
    public List<Row> measure() {
        try (FcmStandIn fcm = FcmStandIn.start();
                App app = App.start(
                        name(),
                        Map.of(
                                "WANGGE_FCM_CREDENTIALS", fcm.credentials().toString(),
                                "WANGGE_FCM_ENDPOINT", fcm.endpoint().toString()));
                Clients clients = new Clients(app, 1);
                Store store = new Store(app)) {
            clients.signIn(List.of("district"));
            populate(store);
            Instant begin = Instant.now();
            double processor = app.cpuSeconds();
            clients.create("district", "/api/v1/announcements", body(begin)).block(PATIENCE);
            Duration told = untilSent(store, begin);
            store.untilNoneHas("notices", "push.dueAt");
            processor = app.cpuSeconds() - processor;
            return List.of(
                    Row.of(
                            "An announcement to 20,000 people: in the last inbox",
                            "%.1f s".formatted(told.toMillis() / 1000.0)),
                    Row.below(
                            "An announcement to 20,000 people: taken by the stand-in for the last phone, seconds",
                            Duration.between(begin, pushed(fcm)).toMillis() / 1000.0,
                            "%.1f",
                            GOAL_SECONDS),
                    Row.of("Processor for each of them, ms", "%.2f".formatted(processor * 1000 / PEOPLE)));
        }
    }

    private static String body(Instant now) {
        return "{\"kind\":\"WARNING\",\"title\":{\"zh\":\"暴雨预警\"},\"text\":{\"zh\":\"请巡查低洼处\"},\"areas\":[\"510703001\"],"
                + "\"roles\":[\"GRID_WORKER\"],\"expiresAt\":\"" + now.plus(Duration.ofDays(1)) + "\"}";
    }

    /** Workers like one that the demonstration has; nobody signs in as one of these. */
    private static void populate(Store store) {
        Document example = store.any("accounts", Filters.eq("username", District.worker("001", 1)))
                .orElseThrow();
        List<Document> accounts = new ArrayList<>();
        List<Document> devices = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            UUID id = Ids.next();
            Document account = new Document(example);
            account.put("_id", new BsonBinary(id));
            account.put("username", "crowd-" + i);
            account.put("foldedName", "crowd-" + i);
            account.remove("operationKey");
            accounts.add(account);
            devices.add(new Document("_id", "phone-" + i)
                    .append("accountId", new BsonBinary(id))
                    .append("address", "address-" + i)
                    .append("addressKind", "REGISTRATION_TOKEN")
                    .append("platform", "ANDROID")
                    .append("locale", "zh-CN")
                    .append("registeredAt", new Date()));
        }
        insert(store, "accounts", accounts);
        insert(store, "devices", devices);
    }

    private static void insert(Store store, String collection, List<Document> documents) {
        Flux.fromIterable(documents)
                .buffer(AT_A_TIME)
                .concatMap(some -> store.collection(collection).insertMany(some))
                .then()
                .block(PATIENCE);
    }

    private static Duration untilSent(Store store, Instant begin) {
        while (store.any("announcements", Filters.ne("state", "SENT")).isPresent()) {
            if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("still telling people");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return Duration.between(begin, Instant.now());
    }

    /** When the last was taken; each of the crowd must have had one message and no more. */
    private static Instant pushed(FcmStandIn fcm) {
        Set<String> addresses = new HashSet<>();
        Instant last = Instant.EPOCH;
        for (Received one : fcm.received()) {
            if (one.status() == 200 && !addresses.add(one.address())) {
                throw new IllegalStateException(one.address() + " was told twice");
            }
            last = one.at().isAfter(last) ? one.at() : last;
        }
        if (addresses.size() != PEOPLE) {
            throw new IllegalStateException(addresses.size() + " of " + PEOPLE + " were told");
        }
        return last;
    }
}
