package org.wangge.notification.push;

import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.account.AccountSettings;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticeTemplate;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeBuilder;
import org.wangge.notification.model.Subject;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.DeviceStore;
import org.wangge.notification.store.LaneStore;
import org.wangge.notification.store.NoticeStore;
import org.wangge.routing.RoutingSettings;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;

/** The queue of pushes over a store of its own, without the rest of the application. */
final class PushDesk implements AutoCloseable {

    static final int PER_MINUTE = 12;

    final TestStore store = TestStore.open();
    private final ModuleBeans notification;
    private final TestClock clock;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    PushDesk(TestClock clock) {
        this.clock = clock;
        notification = ModuleBeans.of(store, clock, "notification", "account", "live")
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
                .with(
                        RoutingSettings.class,
                        () -> new RoutingSettings(
                                ZoneId.of("Asia/Shanghai"),
                                List.of("08:00-12:00"),
                                RoutingSettings.WorkDayMeaning.HOURS))
                .start();
        done(notification
                .get(Templates.class)
                .put(List.of(
                        template(NoticeKind.CASE_DISPATCHED, "新派遣", "Dispatched to you", true, Duration.ofHours(4)),
                        template(NoticeKind.CASE_UNHEARD, "无人收到", "Nobody heard", true, Duration.ofHours(1)),
                        template(NoticeKind.CASE_FILED, "已立案", "Filed", false, Duration.ofDays(1)),
                        template(NoticeKind.CASE_ACCEPTED, "已签收", "Accepted", false, Duration.ofHours(4)),
                        template(NoticeKind.CASE_RETURNED, "被退回", "Returned", true, Duration.ofHours(1)),
                        template(NoticeKind.CASE_CLOSED, "已结案", "Closed", false, Duration.ofDays(1)))));
    }

    private static NoticeTemplate template(NoticeKind kind, String zh, String en, boolean rings, Duration life) {
        return new NoticeTemplate(
                kind, new LocalizedText(zh, en), new LocalizedText("案件 {number} 的通知", "Of case {number}"), rings, life);
    }

    static NotificationSettings settings(URI endpoint, int threads) {
        return new NotificationSettings(
                null,
                endpoint,
                threads,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                PER_MINUTE,
                Duration.ofMinutes(5),
                null,
                null,
                false);
    }

    PushSender sender(PushGateway gateway, NotificationSettings settings) {
        return new PushSender(
                notices(),
                devices(),
                notification.get(LaneStore.class),
                notification.get(ArrivalStore.class),
                notification.get(LiveDevices.class),
                notification.get(RecipientSettings.class),
                notification.get(PushMessages.class),
                gateway,
                settings,
                clock,
                metrics);
    }

    <T> T bean(Class<T> type) {
        return notification.get(type);
    }

    NoticeStore notices() {
        return notification.get(NoticeStore.class);
    }

    DeviceStore devices() {
        return notification.get(DeviceStore.class);
    }

    /** A device with an address like its name, registered now. */
    Device device(UUID owner, String name, Device.Platform platform, String locale) {
        Device device = new Device(
                name,
                owner,
                "address-of-" + name,
                Device.AddressKind.REGISTRATION_TOKEN,
                platform,
                "1.0",
                locale,
                clock.instant(),
                null,
                null);
        return value(devices().register(device, null));
    }

    Device phone(UUID owner, String name) {
        return device(owner, name, Device.Platform.ANDROID, "zh-CN");
    }

    @Nullable
    Device find(Device device) {
        return devices()
                .of(List.of(device.accountId()))
                .filter(found -> found.id().equals(device.id()))
                .blockFirst();
    }

    Notice notice(UUID recipient, NoticeKind kind, boolean urgent) {
        Notice notice = Notice.of(
                Ids.next(),
                recipient,
                kind,
                new Subject.OfCase(Ids.next(), "CX-260105-0007", null),
                urgent,
                clock.instant(),
                Notice.Push.due(
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(4)),
                        kind == NoticeKind.CASE_DISPATCHED));
        done(notices().insertAll(List.of(notice)));
        return notice;
    }

    void read(Notice notice) {
        done(notices().markRead(notice.id(), notice.recipientId()).then());
    }

    /** What the same person is told next of the same case. */
    Notice after(Notice before) {
        Notice next = NoticeBuilder.builder(before)
                .id(Ids.next())
                .createdAt(before.createdAt().plusMillis(1))
                .build();
        done(notices().insertAll(List.of(next)));
        return next;
    }

    /** Has it pushed at another time. */
    void due(Notice notice, Instant dueAt) {
        change(notice, new Update().set("push.dueAt", dueAt).set("push.overtakesAt", dueAt));
    }

    /** Has it made at another time, and pushed at once then. */
    void made(Notice notice, Instant at) {
        change(notice, new Update().set("createdAt", at).set("push.dueAt", at).set("push.overtakesAt", at));
    }

    private void change(Notice notice, Update update) {
        done(store.template().updateFirst(Query.query(Criteria.where("_id").is(notice.id())), update, "notices"));
    }

    Set<String> noticeIds() {
        return value(store.template()
                .findAll(Notice.class, "notices")
                .map(notice -> notice.id().toString())
                .collect(Collectors.toSet()));
    }

    Notice dispatched(UUID recipient) {
        return notice(recipient, NoticeKind.CASE_DISPATCHED, false);
    }

    /** So many people with one phone and one notice each; gives their addresses. */
    List<String> crowd(String name, int people) {
        List<String> addresses = new ArrayList<>();
        List<Notice> waiting = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            UUID person = Ids.next();
            addresses.add(phone(person, name + "-" + i).address());
            waiting.add(Notice.of(
                    Ids.next(),
                    person,
                    NoticeKind.CASE_DISPATCHED,
                    new Subject.OfCase(Ids.next(), "CX-260105-" + i, null),
                    false,
                    clock.instant(),
                    Notice.Push.due(clock.instant(), clock.instant().plus(Duration.ofHours(4)), true)));
        }
        done(notices().insertAll(waiting));
        return addresses;
    }

    Notice.Push pushOf(Notice notice) {
        Notice found = value(store.template().findById(notice.id(), Notice.class, "notices"));
        return java.util.Objects.requireNonNull(found.push());
    }

    double counted(String outcome, String code) {
        Counter counter = metrics.find("wangge.push.outcomes")
                .tags("outcome", outcome, "code", code)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        notification.close();
        store.close();
    }
}
