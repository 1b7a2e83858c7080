package org.wangge.webhook.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wangge.account.AccountSettings;
import org.wangge.account.token.SigningKeys;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.live.FeedEntry;
import org.wangge.live.FeedEntryBuilder;
import org.wangge.live.FeedSubject;
import org.wangge.live.LiveFeed;
import org.wangge.shared.GridPath;
import org.wangge.shared.PersonName;
import org.wangge.webhook.WebhookSettings;
import org.wangge.webhook.model.Delivery;
import org.wangge.webhook.model.Progress;
import org.wangge.webhook.model.SealedSecret;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookFileBuilder;
import org.wangge.webhook.store.DeliveryStore;
import org.wangge.webhook.store.ProgressStore;
import org.wangge.webhook.store.WebhookStore;
import org.wangge.work.Decision;

/** An instance that sends webhooks over a test store, without the rest of the application. */
final class WebhookDesk implements AutoCloseable {

    static final String FEED = "510703";
    static final GridPath AREA = GridPath.of(FEED, "510703001");

    private final ModuleBeans beans;
    private final TestClock clock;

    WebhookDesk(TestStore store, TestClock clock) {
        this(store, clock, Duration.ofSeconds(15));
    }

    WebhookDesk(TestStore store, TestClock clock, Duration timeout) {
        this.clock = clock;
        beans = ModuleBeans.of(store, clock, "webhook", "live", "account")
                .with(
                        WebhookSettings.class,
                        () -> new WebhookSettings(true, timeout, Duration.ofHours(24), Duration.ofDays(7)))
                .with(
                        AccountSettings.class,
                        () -> new AccountSettings(
                                "https://wangge.org",
                                null,
                                Duration.ofMinutes(15),
                                Duration.ofDays(30),
                                null,
                                null,
                                5,
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(15),
                                20,
                                1000))
                .start();
        beans.get(SigningKeys.class).run().block();
    }

    <T> T bean(Class<T> type) {
        return beans.get(type);
    }

    /** Turn after turn until nothing more is to be done now. */
    void work() {
        WebhookSender sender = bean(WebhookSender.class);
        boolean more = true;
        while (more) {
            more = requireNonNull(sender.turn().block(Duration.ofSeconds(30))) || !sender.isIdle();
            Eventually.until("nothing is under way", sender::isIdle);
        }
    }

    /** A webhook of an office for all kinds, which begins now; its secret is known. */
    WebhookFile webhook(String url, String secret, String... kinds) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        WebhookFile file = WebhookFileBuilder.builder()
                .id(id)
                .url(url)
                .kinds(List.of(kinds))
                .area(AREA.value())
                .areas(AREA.ancestry())
                .description("")
                .active(true)
                .begin(requireNonNull(bean(LiveFeed.class).head(FEED).block()))
                .secrets(List.of(new SealedSecret(bean(SecretBox.class).seal(id, secret), now, null, null)))
                .by(new PersonName(new UUID(1, 1), "甲"))
                .createdAt(now)
                .version(1)
                .updatedAt(now)
                .build();
        return requireNonNull(bean(WebhookStore.class).insert(file).block());
    }

    WebhookFile changed(WebhookFile file, WebhookFile next) {
        return requireNonNull(bean(WebhookStore.class)
                .change(file, new Decision.Next<>(next, List.of()), null)
                .block());
    }

    WebhookFile stored(WebhookFile file) {
        return requireNonNull(bean(WebhookStore.class).find(file.id()).block());
    }

    Progress progress(WebhookFile file) {
        return requireNonNull(bean(ProgressStore.class).find(file.id()).block());
    }

    List<Delivery> deliveries(WebhookFile file) {
        return requireNonNull(bean(DeliveryStore.class)
                        .page(file.id(), null, 200, null, false)
                        .block())
                .items();
    }

    /** Puts steps into the feed: each is a case by its number; gives the ids of the events. */
    List<String> happened(int... cases) {
        List<FeedEntry> entries = new ArrayList<>();
        for (int number : cases) {
            entries.add(entry(number).build());
        }
        put(entries);
        return entries.stream().map(entry -> entry.id().toString()).toList();
    }

    void put(List<FeedEntry> entries) {
        bean(LiveFeed.class).append(entries).block();
    }

    FeedEntryBuilder entry(int number) {
        return FeedEntryBuilder.builder()
                .id(UUID.randomUUID())
                .feed(FEED)
                .storedAt(clock.instant())
                .kind("case.dispatch")
                .subject(FeedSubject.CASE)
                .subjectId(new UUID(2, number))
                .number("CX-260105-000" + number)
                .version(3L)
                .state("DISPATCHED")
                .office("510703001")
                .area(AREA)
                .areas(AREA.ancestry())
                .parties(List.of())
                .at(clock.instant())
                .changed(List.of("state"));
    }

    @Override
    public void close() {
        beans.close();
    }
}
