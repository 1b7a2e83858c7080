package org.wangge.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.util.unit.DataSize;
import org.wangge.account.AccountSettings;
import org.wangge.account.AccountState;
import org.wangge.account.Workforce;
import org.wangge.account.model.AccountBuilder;
import org.wangge.account.store.AccountStore;
import org.wangge.announcement.model.Announced;
import org.wangge.announcement.model.AnnouncementFile;
import org.wangge.announcement.model.AnnouncementFileBuilder;
import org.wangge.announcement.model.AnnouncementMachine;
import org.wangge.announcement.store.AnnouncementStore;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.Reviewed;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.directory.GridSettings;
import org.wangge.notification.Broadcasts;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticeTemplate;
import org.wangge.notification.NotificationSettings;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Notice;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.push.PushResult;
import org.wangge.routing.RoutingSettings;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody is told once, whoever does the work, where it was broken off, and what is decided meanwhile. */
class AnnouncementJobTests {

    private static final String AREA = "510703/510703011";
    private static final int PEOPLE = 1_203;
    private static final Actor ACTOR = Reviewed.actor(Permission.ANNOUNCE);

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(Announced.AT);
    private final ModuleBeans here = beans();
    private final ModuleBeans there = beans();
    private final AnnouncementStore announcements = here.get(AnnouncementStore.class);

    private ModuleBeans beans() {
        return ModuleBeans.of(
                        store, clock, "announcement", "account", "grid", "notification", "live", "routing", "listing")
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
                .with(
                        NotificationSettings.class,
                        () -> new NotificationSettings(
                                null,
                                URI.create("http://localhost"),
                                1,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(10),
                                30,
                                Duration.ofMinutes(5),
                                null,
                                null,
                                false))
                .with(GridSettings.class, () -> new GridSettings(50, DataSize.ofMegabytes(64), 20_000, 1, "12345"))
                .with(PushGateway.class, Off::new)
                .start();
    }

    private static final class Off implements PushGateway {

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Mono<PushResult> send(Message message) {
            return Mono.just(new PushResult.Rejected("PUSH_IS_OFF"));
        }
    }

    private static void templates(ModuleBeans beans) {
        LocalizedText words = new LocalizedText("{number}", "{number}");
        done(beans.get(Templates.class)
                .put(List.of(
                        new NoticeTemplate(NoticeKind.ANNOUNCED_WARNING, words, words, true, Duration.ofDays(1)))));
    }

    @BeforeEach
    void people() {
        templates(here);
        templates(there);
        List<UUID> ids = ids(0, PEOPLE);
        done(here.get(AccountStore.class)
                .insertAbsent(IntStream.range(0, PEOPLE)
                        .mapToObj(i -> account(ids.get(i), i).build())
                        .toList()));
        done(here.get(AccountStore.class)
                .insertAbsent(List.of(
                        account(new UUID(9, 1), 9001)
                                .state(AccountState.DISABLED)
                                .build(),
                        account(new UUID(9, 2), 9002)
                                .roles(Set.of(Role.HANDLER))
                                .build(),
                        account(new UUID(9, 3), 9003)
                                .scopes(List.of("510703/510703012"))
                                .build(),
                        account(new UUID(9, 4), 9004)
                                .scopes(List.of("510703/5107030110"))
                                .build(),
                        account(new UUID(9, 5), 9005).scopes(List.of("510703")).build(),
                        account(ACTOR.id(), 9006).build())));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        store.close();
    }

    private static List<UUID> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new UUID(7, i)).toList();
    }

    private static AccountBuilder account(UUID id, int number) {
        return AccountBuilder.builder()
                .id(id)
                .username("w" + number)
                .foldedName("w" + number)
                .name("某人")
                .roles(Set.of(Role.GRID_WORKER))
                .scopes(List.of(number % 2 == 0 ? AREA : AREA + "/00" + number % 9))
                .departments(Set.of())
                .locale("zh-CN")
                .state(AccountState.ACTIVE)
                .createdAt(Announced.AT)
                .updatedAt(Announced.AT)
                .version(1);
    }

    private AnnouncementFile inserted(AnnouncementFileBuilder file) {
        return value(announcements.insert(file.build()));
    }

    private AnnouncementFile stored(AnnouncementFile file) {
        return value(announcements.find(file.id()));
    }

    private List<Notice> notices() {
        return value(store.template().findAll(Notice.class, "notices").collectList());
    }

    private void assertAllAreToldOnce() {
        assertThat(notices()).extracting(Notice::recipientId).containsExactlyInAnyOrderElementsOf(ids(0, PEOPLE));
    }

    /** As an instance does that dies before it writes down how far it got. */
    private void told(AnnouncementFile file, int from, int to) {
        done(here.get(Broadcasts.class).tell(AnnouncementJob.broadcast(file), ids(from, to)));
    }

    @Test
    void who_dies_in_mid_batch_is_followed_by_another_that_tells_the_others() {
        AnnouncementFile file =
                inserted(Announced.of(AnnouncementState.SENDING, AREA).toldUpTo(new UUID(7, 499)));
        told(file, 0, 730);
        done(there.get(AnnouncementJob.class).run());
        assertAllAreToldOnce();
        assertThat(stored(file).state()).isEqualTo(AnnouncementState.SENT);
        assertThat(stored(file).dueAt()).isNull();
        assertThat(value(there.get(AnnouncementJob.class).isNeeded())).isFalse();
    }

    @Test
    void two_instances_at_once_tell_everybody_once() {
        AnnouncementFile file = inserted(Announced.of(AnnouncementState.SENDING, AREA));
        done(Flux.merge(
                        here.get(AnnouncementJob.class).run(),
                        there.get(AnnouncementJob.class).run())
                .then());
        assertAllAreToldOnce();
        assertThat(stored(file).state()).isEqualTo(AnnouncementState.SENT);
        assertThat(stored(file).version()).isEqualTo(2);
    }

    @Test
    void who_is_told_after_it_was_taken_back_has_it_as_one_that_was() {
        AnnouncementFile seen = inserted(Announced.of(AnnouncementState.SENDING, AREA));
        AnnouncementFile partly = value(here.get(AnnouncementJob.class).step(seen));
        Decision<AnnouncementFile> taken =
                AnnouncementMachine.decide(partly, AnnouncementAction.WITHDRAW, ACTOR, clock.instant());
        done(announcements.change(partly, ((Decision.Next<AnnouncementFile>) taken).file(), null));
        done(there.get(AnnouncementJob.class).run());
        assertThat(stored(seen).dueAt()).isNull();
        // This instance read it before.
        value(here.get(AnnouncementJob.class).step(partly));
        // Two batches, less the one who said it.
        assertThat(notices()).hasSize(999);
        assertThat(value(store.template()
                        .count(
                                Query.query(Criteria.where("announcement.withdrawnAt")
                                        .exists(false)),
                                "notices")))
                .isZero();
    }

    @Test
    void after_its_end_nobody_more_is_told() {
        AnnouncementFile file =
                inserted(Announced.of(AnnouncementState.SENDING, AREA).toldUpTo(new UUID(7, 499)));
        clock.advance(Duration.ofDays(2));
        done(here.get(AnnouncementJob.class).run());
        assertThat(notices()).isEmpty();
        assertThat(stored(file).state()).isEqualTo(AnnouncementState.SENT);
    }

    @Test
    void the_same_request_again_is_the_same_announcement_even_after_its_end() {
        Operation operation = new Operation("key", "hash", "request");
        AnnouncementFile file = inserted(
                Announced.of(AnnouncementState.SENT, AREA).operationKey("key").operationHash("hash"));
        clock.advance(Duration.ofDays(3));
        Announcements face = here.get(Announcements.class);
        AnnouncementDraft draft = new AnnouncementDraft(
                file.kind(), file.title(), file.text(), List.of("510703011"), file.roles(), false, file.expiresAt());
        Announcements.Done again = value(face.announce(draft, call(operation)));
        assertThat(again.replayed()).isTrue();
        assertThat(again.difference()).isEmpty();
        assertThat(again.view().id()).isEqualTo(file.id());
        assertThat(catchThrowableOfType(
                                Refused.class,
                                () -> face.announce(draft, call(Operation.unkeyed("another")))
                                        .block())
                        .refusal()
                        .code())
                .isEqualTo("announcement.expiry");
    }

    private static Call call(Operation operation) {
        return new Call(null, null, ACTOR, operation, Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    void people_are_read_by_their_ids_and_somebody_of_several_areas_once() {
        Workforce workforce = here.get(Workforce.class);
        List<GridPath> areas =
                List.of(new GridPath(AREA), new GridPath("510703/510703012"), new GridPath(AREA + "/001"));
        List<UUID> read = new ArrayList<>();
        List<UUID> batch = List.of();
        do {
            UUID after = read.isEmpty() ? null : read.get(read.size() - 1);
            batch = value(workforce.within(areas, Set.of(Role.GRID_WORKER), after, 100));
            read.addAll(batch);
        } while (batch.size() == 100);
        List<UUID> expected = new ArrayList<>(List.of(ACTOR.id()));
        expected.addAll(ids(0, PEOPLE));
        expected.add(new UUID(9, 3));
        assertThat(read).containsExactlyElementsOf(expected);
        assertThat(value(workforce.within(areas, Set.of(), null, 100))).isEmpty();
        assertThat(value(workforce.within(List.of(), Set.of(Role.GRID_WORKER), null, 100)))
                .isEmpty();
    }
}
