package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.StoreCommands;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.PolledWork;

/** What the application asks its store while nobody asks it anything. */
@WanggeTest
@AloneInTown
class IdleTests {

    private static final int MINUTE = 60;

    /** Some are run by all jobs together, and then there may be something to do: so the least of several minutes counts. */
    private static final int MINUTES = 6;

    private static final Set<String> READS = Set.of("find", "aggregate", "count", "getMore", "killCursors");

    /** Look for pushes that are due: only where FCM is set up, which the application of the tests has and a new installation has not. */
    private static final String PUSHES = "push-";

    @Autowired
    private List<PolledWork> loops;

    @Autowired
    private StoreCommands commands;

    @Autowired
    private TestClock clock;

    /** Each loop as often as in a minute, in a minute of the application's clock. */
    private List<String> minute() {
        commands.listen();
        for (int second = 1; second <= MINUTE; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (PolledWork loop : loops) {
                if (second % loop.rest().toSeconds() == 0 && !loop.name().startsWith(PUSHES)) {
                    Awaited.value(loop.turn());
                }
            }
        }
        commands.stop();
        return commands.all();
    }

    @Test
    void an_idle_minute_is_at_most_a_command_a_second_and_no_write() {
        List<List<String>> minutes =
                IntStream.range(0, MINUTES).mapToObj(number -> minute()).toList();
        assertThat(minutes).anySatisfy(sent -> assertThat(sent).as("commands").hasSizeLessThanOrEqualTo(MINUTE));
        assertThat(minutes)
                .anySatisfy(sent -> assertThat(sent)
                        .extracting(command -> command.substring(0, command.indexOf(' ')))
                        .isSubsetOf(READS));
    }
}
