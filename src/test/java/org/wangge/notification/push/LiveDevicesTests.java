package org.wangge.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.account.model.Session;
import org.wangge.account.store.SessionStore;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.Device;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** Devices live as long as their sessions. */
class LiveDevicesTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final PushDesk desk = new PushDesk(clock);
    private final UUID person = Ids.next();

    @AfterEach
    void close() {
        desk.close();
    }

    private UUID session(Duration length) {
        UUID id = Ids.next();
        done(desk.bean(SessionStore.class)
                .open(new Session(
                        id,
                        person,
                        "hash",
                        List.of(),
                        clock.instant(),
                        clock.instant().plus(length),
                        null,
                        null,
                        null,
                        null,
                        null))
                .then());
        return id;
    }

    private Device device(String name, String address, @Nullable UUID session) {
        return device(person, name, address, session);
    }

    private Device device(UUID owner, String name, String address, @Nullable UUID session) {
        return new Device(
                name,
                owner,
                address,
                Device.AddressKind.REGISTRATION_TOKEN,
                Device.Platform.ANDROID,
                null,
                "en",
                clock.instant(),
                session,
                null);
    }

    private void register(String name, @Nullable UUID session) {
        done(desk.devices().register(device(name, "at-" + name, session), null).then());
    }

    private List<String> live() {
        return value(desk.bean(LiveDevices.class).of(List.of(person))).stream()
                .map(Device::id)
                .sorted()
                .toList();
    }

    private List<String> kept() {
        return value(desk.devices().of(List.of(person)).map(Device::id).sort().collectList());
    }

    @Test
    void who_was_not_heard_of_until_the_session_ran_out_is_not_rung_any_more() {
        register("short", session(Duration.ofDays(1)));
        register("long", session(Duration.ofDays(40)));
        register("never", Ids.next());
        register("of-an-older-build", null);
        assertThat(live()).containsExactly("long", "of-an-older-build", "short");
        clock.advance(Duration.ofDays(1));
        assertThat(live()).containsExactly("long", "of-an-older-build");
        clock.advance(Duration.ofDays(29));
        assertThat(live()).containsExactly("long");
        assertThat(kept()).hasSize(4);
        done(desk.bean(LiveDevices.class).run());
        assertThat(kept()).containsExactly("long");
    }

    @Test
    void of_many_that_register_one_address_at_once_just_one_has_it() {
        UUID session = session(Duration.ofDays(1));
        for (int round = 0; round < 20; round++) {
            String address = "shared-" + round;
            UUID owner = Ids.next();
            done(Mono.when(List.of("a", "b", "c", "d").stream()
                    .map(name -> desk.devices().register(device(owner, name + address, address, session), null))
                    .toList()));
        }
        assertThat(value(desk.devices().all().map(Device::address).collectList()))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }
}
