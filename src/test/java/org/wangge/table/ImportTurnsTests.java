package org.wangge.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.shared.Refused;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ImportTurnsTests {

    private static final byte[] FILE = {1};

    private final ImportTurns turns = new ImportTurns();
    private final List<Sinks.Empty<Object>> running = new ArrayList<>();
    private final List<Throwable> refused = new ArrayList<>();

    private Disposable started(Mono<byte[]> file) {
        return turns.take(file, bytes -> {
                    Sinks.Empty<Object> ends = Sinks.empty();
                    running.add(ends);
                    return ends.asMono();
                })
                .subscribe(done -> {}, refused::add);
    }

    private List<Disposable> started(int times) {
        List<Disposable> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            all.add(started(Mono.just(FILE)));
        }
        return all;
    }

    @Test
    void two_run_four_wait_and_the_seventh_is_told_to_come_again() {
        started(7);
        assertThat(running).hasSize(2);
        assertThat(refused).singleElement().isInstanceOfSatisfying(Refused.class, told -> {
            assertThat(told.refusal().code()).isEqualTo("table.busy");
            assertThat(told.refusal().retryAfterSeconds()).isEqualTo(10);
        });
        for (int ended = 0; ended < 6; ended++) {
            running.get(ended).tryEmitEmpty();
            assertThat(running).hasSize(Math.min(6, ended + 3));
        }
        started(2);
        assertThat(running).hasSize(8);
    }

    @Test
    void who_gives_up_makes_room_whether_running_waiting_or_sending() {
        List<Disposable> all = started(6);
        all.get(5).dispose();
        all.get(0).dispose();
        assertThat(running).hasSize(3);
        all.forEach(Disposable::dispose);
        started(Mono.never()).dispose();
        running.clear();
        started(7);
        assertThat(running).hasSize(2);
        assertThat(refused).hasSize(1);
    }

    @Test
    void an_import_that_fails_gives_its_turn_on() {
        started(3);
        running.get(0).tryEmitError(new IllegalStateException("broken"));
        assertThat(running).hasSize(3);
    }

    @Test
    void a_file_that_is_still_being_sent_keeps_no_turn() {
        started(Mono.never());
        started(Mono.never());
        started(2);
        assertThat(running).hasSize(2);
    }
}
