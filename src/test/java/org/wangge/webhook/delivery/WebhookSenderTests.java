package org.wangge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.wangge.webhook.delivery.Receiver.Reply.hang;
import static org.wangge.webhook.delivery.Receiver.Reply.header;
import static org.wangge.webhook.delivery.Receiver.Reply.reset;
import static org.wangge.webhook.delivery.Receiver.Reply.status;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.live.FeedSubject;
import org.wangge.live.LiveFeed;
import org.wangge.live.store.FeedStore;
import org.wangge.shared.GridPath;
import org.wangge.webhook.DeliveryFault;
import org.wangge.webhook.DeliveryState;
import org.wangge.webhook.PauseReason;
import org.wangge.webhook.delivery.Receiver.Received;
import org.wangge.webhook.model.Delivery;
import org.wangge.webhook.model.SealedSecret;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookFileBuilder;
import org.wangge.webhook.model.WebhookRules;
import org.wangge.work.Decision;
import org.wangge.work.Leases;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/** Whatever a receiver does, it gets every event, those of one case in their order. */
class WebhookSenderTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final TestStore store = TestStore.open();
    /** Of the machine, because a verifier refuses what is old by that. */
    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    private final WebhookDesk desk = new WebhookDesk(store, clock);
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
        store.close();
    }

    private WebhookFile webhook(String... kinds) {
        return desk.webhook(receiver.url(), SECRET, kinds);
    }

    private void soon() {
        clock.advance(Duration.ofMinutes(40));
    }

    @Test
    void an_event_comes_as_a_signed_cloud_event_that_the_public_verifier_takes() throws Exception {
        webhook();
        List<String> ids = desk.happened(1);
        desk.work();
        Received one = receiver.received().get(0);
        new Webhook(SECRET).verify(one.body(), one.headers());
        assertThat(one.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(one.id()).isEqualTo(ids.get(0));
        JsonNode event = one.event();
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("id").stringValue()).isEqualTo(ids.get(0));
        assertThat(event.get("source").stringValue()).isEqualTo("/districts/510703");
        assertThat(event.get("type").stringValue()).isEqualTo("org.wangge.case.dispatch");
        assertThat(event.get("subject").stringValue()).isEqualTo("case/" + new UUID(2, 1));
        assertThat(event.get("time").stringValue()).isEqualTo(clock.instant().toString());
        assertThat(event.get("datacontenttype").stringValue()).isEqualTo("application/json");
        assertThat(event.get("data").propertyNames())
                .containsExactlyInAnyOrder(
                        "eventId", "kind", "subject", "id", "number", "version", "state", "office", "grid", "at",
                        "changed");
        assertThat(event.at("/data/number").stringValue()).isEqualTo("CX-260105-0001");
        assertThat(event.at("/data/version").longValue()).isEqualTo(3);
        assertThat(event.at("/data/id").stringValue()).isEqualTo(new UUID(2, 1).toString());
    }

    @Test
    void it_is_told_of_its_area_and_kinds_and_of_nothing_that_is_for_few() {
        webhook("hazard", "case.dispatch");
        GridPath elsewhere = GridPath.of(WebhookDesk.FEED, "510703002");
        desk.put(List.of(
                desk.entry(1).area(elsewhere).areas(elsewhere.ancestry()).build(),
                desk.entry(2).kind("case.report").build(),
                desk.entry(3).restricted(true).build(),
                desk.entry(4)
                        .subject(FeedSubject.NOTICE)
                        .kind("notice.case-filed")
                        .person(new UUID(1, 1))
                        .build(),
                desk.entry(5).subject(FeedSubject.TASK).kind("task.due").build(),
                desk.entry(6).subject(FeedSubject.HAZARD).kind("hazard.confirm").build(),
                desk.entry(7).build()));
        desk.work();
        assertThat(receiver.received())
                .extracting(Received::subject)
                .containsExactlyInAnyOrder("hazard/" + new UUID(2, 6), "case/" + new UUID(2, 7));
    }

    @Test
    void what_happened_before_it_was_made_is_not_told() {
        desk.happened(1, 2);
        webhook();
        List<String> ids = desk.happened(3);
        desk.work();
        assertThat(receiver.ids()).isEqualTo(ids);
    }

    @Test
    void one_that_was_refused_holds_back_its_case_alone_and_none_comes_twice() {
        WebhookFile webhook = webhook();
        List<String> ids = desk.happened(1, 2, 1, 2, 3);
        receiver.sayAlways(one -> status(one.id().equals(ids.get(0)) ? 400 : 200));
        desk.work();
        assertThat(receiver.ids()).containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(3), ids.get(4));
        assertThat(of(2)).containsExactly(ids.get(1), ids.get(3));

        desk.work();
        assertThat(receiver.ids()).as("before its time").hasSize(4);
        receiver.answer(200);
        receiver.forget();
        soon();
        desk.work();
        assertThat(receiver.ids()).as("under the same id").containsExactly(ids.get(0), ids.get(2));
        assertThat(desk.progress(webhook).done()).isEmpty();
        assertThat(desk.progress(webhook).failures()).isZero();
        Delivery first = line(webhook, ids.get(0));
        assertThat(first.tries()).isEqualTo(2);
        assertThat(first.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(first.status()).isEqualTo(200);
    }

    private List<String> of(int number) {
        return receiver.received().stream()
                .filter(one -> one.subject().equals("case/" + new UUID(2, number)))
                .map(Received::id)
                .toList();
    }

    private Delivery line(WebhookFile webhook, String event) {
        return desk.deliveries(webhook).stream()
                .filter(one -> one.eventId().toString().equals(event))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_receiver_that_fails_resets_and_refuses_has_all_in_the_end() {
        WebhookFile webhook = webhook();
        List<String> ids = new ArrayList<>(desk.happened(1, 1, 1));
        receiver.answer(500);
        desk.work();
        receiver.sayAlways(one -> reset());
        soon();
        desk.work();
        assertThat(line(webhook, ids.get(0)).fault()).isEqualTo(DeliveryFault.CONNECTION);
        assertThat(desk.progress(webhook).failures()).isEqualTo(2);
        assertThat(desk.progress(webhook).failingSince()).isNotNull();
        receiver.answer(200);
        receiver.say(status(204), status(503));
        soon();
        ids.addAll(desk.happened(1));
        desk.work();
        receiver.forget();
        soon();
        desk.work();
        assertThat(receiver.ids()).isEqualTo(ids.subList(1, 4));
        assertThat(desk.progress(webhook).failingSince()).isNull();
    }

    @Test
    void an_answer_that_does_not_come_is_waited_for_so_long_and_no_longer() {
        try (WebhookDesk impatient = new WebhookDesk(store, clock, Duration.ofMillis(200))) {
            WebhookFile webhook = webhook();
            List<String> ids = desk.happened(1);
            receiver.say(hang());
            impatient.work();
            assertThat(line(webhook, ids.get(0)).fault()).isEqualTo(DeliveryFault.TIMEOUT);
            soon();
            impatient.work();
            assertThat(line(webhook, ids.get(0)).state()).isEqualTo(DeliveryState.DELIVERED);
        }
    }

    @Test
    void who_asks_to_wait_is_waited_for() {
        WebhookFile webhook = webhook();
        desk.happened(1, 2, 3, 4, 5, 6, 7, 8, 9);
        receiver.sayAlways(one -> header(429, "Retry-After", "1200"));
        desk.work();
        assertThat(receiver.received()).as("when all are refused no more begin").hasSizeLessThanOrEqualTo(4);
        assertThat(desk.progress(webhook).dueAt())
                .isAfterOrEqualTo(clock.instant().plusSeconds(1200));
        receiver.answer(200);
        receiver.forget();
        clock.advance(Duration.ofSeconds(1199));
        desk.work();
        assertThat(receiver.received()).isEmpty();
        clock.advance(Duration.ofSeconds(300));
        desk.work();
        assertThat(receiver.received()).hasSize(9);
    }

    @Test
    void a_redirect_is_no_answer_and_is_not_followed() {
        WebhookFile webhook = webhook();
        List<String> ids = desk.happened(1);
        receiver.sayAlways(one -> header(307, "Location", receiver.url() + "/elsewhere"));
        desk.work();
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/hook");
        assertThat(line(webhook, ids.get(0)).state()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void one_that_is_gone_for_good_is_paused_at_once() {
        WebhookFile webhook = webhook();
        desk.happened(1, 2);
        receiver.sayAlways(one -> status(410));
        desk.work();
        assertThat(desk.stored(webhook).active()).isFalse();
        assertThat(desk.stored(webhook).pausedBecause()).isEqualTo(PauseReason.GONE);
        receiver.forget();
        soon();
        desk.work();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void one_that_failed_for_a_day_is_paused() {
        WebhookFile webhook = webhook();
        desk.happened(1);
        receiver.answer(500);
        desk.work();
        for (int hour = 0; hour < 23; hour++) {
            clock.advance(Duration.ofHours(1));
            desk.work();
        }
        assertThat(desk.stored(webhook).active()).isTrue();
        clock.advance(Duration.ofHours(1));
        desk.work();
        assertThat(desk.stored(webhook).pausedBecause()).isEqualTo(PauseReason.FAILING);
        assertThat(receiver.ids().stream().distinct()).hasSize(1);
    }

    @Test
    void while_a_secret_is_rotated_both_sign_and_a_day_later_the_new_one_alone() throws Exception {
        WebhookFile webhook = webhook();
        SealedSecret next =
                new SealedSecret(desk.bean(SecretBox.class).seal(webhook.id(), OTHER), clock.instant(), null, null);
        Decision<WebhookFile> rotated = WebhookRules.rotate(webhook, next, clock.instant());
        desk.changed(webhook, ((Decision.Next<WebhookFile>) rotated).file());
        desk.happened(1);
        desk.work();
        Received both = receiver.received().get(0);
        for (String secret : List.of(SECRET, OTHER)) {
            assertThatCode(() -> new Webhook(secret).verify(both.body(), both.headers()))
                    .doesNotThrowAnyException();
        }
        clock.advance(WebhookRules.OLD_SECRET);
        receiver.forget();
        desk.happened(1);
        desk.work();
        Received one = receiver.received().get(0);
        long at = Long.parseLong(one.header("webhook-timestamp"));
        assertThat(one.header("webhook-signature")).isEqualTo(new Webhook(OTHER).sign(one.id(), at, one.body()));
    }

    @Test
    void what_is_gone_from_the_feed_is_told_before_what_follows() {
        WebhookFile webhook = webhook();
        desk.happened(1, 2, 3);
        WebhookFile paused = desk.changed(
                webhook,
                WebhookFileBuilder.builder(webhook).active(false).version(2).build());
        clock.advance(LiveFeed.RETENTION.plusHours(1));
        List<String> later = desk.happened(4, 5);
        desk.bean(FeedStore.class)
                .removeOlder(WebhookDesk.FEED, clock.instant().minus(LiveFeed.RETENTION))
                .block();
        desk.changed(
                paused,
                WebhookFileBuilder.builder(paused).active(true).version(3).build());
        receiver.say(status(500));
        desk.work();
        soon();
        desk.work();
        assertThat(receiver.received().get(0).event().get("type").stringValue()).isEqualTo("org.wangge.resync");
        assertThat(receiver.ids().get(1))
                .as("again under the same id")
                .isEqualTo(receiver.ids().get(0));
        assertThat(receiver.ids().subList(2, 4)).containsExactlyInAnyOrderElementsOf(later);
        assertThat(receiver.received()).hasSize(4);
        assertThat(desk.progress(webhook).resyncAt()).isNotNull();
    }

    @Test
    void an_instance_that_dies_while_it_sends_loses_nothing_and_another_keeps_the_order() {
        WebhookFile webhook = webhook();
        List<String> ids = desk.happened(1, 2, 1, 2, 1, 3);
        receiver.sayAlways(one -> one.id().equals(ids.get(2)) ? hang() : status(200));
        try (WebhookDesk other = new WebhookDesk(store, clock)) {
            Disposable dying = desk.bean(WebhookSender.class).serve(webhook).subscribe();
            Eventually.until("the third is on its way", () -> receiver.ids().contains(ids.get(2)));
            dying.dispose();
            receiver.answer(200);
            other.work();
            assertThat(of(1)).as("the other waits for the lease").containsExactly(ids.get(0), ids.get(2));

            clock.advance(Leases.LENGTH);
            other.work();
            assertThat(receiver.ids()).containsAll(ids);
            assertThat(of(1).stream().distinct()).containsExactly(ids.get(0), ids.get(2), ids.get(4));
            assertThat(of(1)).endsWith(ids.get(0), ids.get(2), ids.get(4));
            assertThat(of(2).stream().distinct()).containsExactly(ids.get(1), ids.get(3));
            receiver.forget();
            desk.work();
            other.work();
            assertThat(receiver.received()).isEmpty();
            assertThat(desk.progress(webhook).seq()).isEqualTo(6);
        }
    }

    @Test
    void two_instances_at_once_send_each_event_once() {
        webhook();
        List<String> ids =
                desk.happened(IntStream.range(0, 200).map(number -> number % 9).toArray());
        try (WebhookDesk other = new WebhookDesk(store, clock)) {
            Thread second = new Thread(other::work);
            second.start();
            desk.work();
            second.join();
            Eventually.until("all are there", () -> {
                desk.work();
                return receiver.ids().size() >= ids.size();
            });
            assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(ids);
            for (int number = 0; number < 9; number++) {
                int which = number;
                assertThat(of(number))
                        .isEqualTo(IntStream.range(0, 200)
                                .filter(place -> place % 9 == which)
                                .mapToObj(ids::get)
                                .toList());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void a_slow_receiver_holds_up_no_other() {
        try (Receiver slow = new Receiver()) {
            slow.sayAlways(one -> hang());
            desk.webhook(slow.url(), OTHER);
            webhook();
            List<String> ids = new ArrayList<>(desk.happened(1));
            WebhookSender sender = desk.bean(WebhookSender.class);
            sender.turn().block();
            Eventually.until("the slow one has it", () -> slow.received().size() == 1);
            ids.addAll(desk.happened(1, 2));
            sender.turn().block();
            Eventually.until("all are there", () -> receiver.ids().containsAll(ids));
        }
    }

    @Test
    void no_collection_shows_a_secret() {
        WebhookFile webhook = webhook();
        desk.happened(1);
        desk.work();
        StringBuilder dump = new StringBuilder(webhook.toString());
        for (String collection : List.of("webhooks", "webhook_progress", "webhook_deliveries")) {
            store.template().findAll(Document.class, collection).toIterable().forEach(dump::append);
        }
        assertThat(dump).contains("case.dispatch").doesNotContain("whsec_", SECRET.substring(6));
    }

    @Test
    void one_whose_secret_cannot_be_read_any_more_is_told_so() {
        WebhookFile webhook = webhook();
        desk.changed(
                webhook,
                WebhookFileBuilder.builder(webhook)
                        .secrets(List.of(new SealedSecret(
                                desk.bean(SecretBox.class).seal(UUID.randomUUID(), SECRET),
                                clock.instant(),
                                null,
                                null)))
                        .version(2)
                        .build());
        List<String> ids = desk.happened(1);
        desk.work();
        assertThat(line(webhook, ids.get(0)).fault()).isEqualTo(DeliveryFault.SECRET);
        assertThat(receiver.received()).isEmpty();
    }
}
