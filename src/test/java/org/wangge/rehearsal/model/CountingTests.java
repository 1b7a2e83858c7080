package org.wangge.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wangge.rehearsal.model.Tally.Item;
import org.wangge.routing.Ruling.FellThrough;

class CountingTests {

    private static final String HERE = "510703001";
    private static final String THERE = "510703003";
    private static final String DISTRICT = "510703";

    private static Tried tried(String from, @Nullable String to, @Nullable String closedBy, boolean disputed) {
        UUID id = UUID.randomUUID();
        return new Tried(
                new Item(id, id.toString(), false),
                Instant.EPOCH,
                0,
                from,
                to == null ? null : new Tried.Answer(to, "row", false, null),
                closedBy,
                disputed);
    }

    private static Tally of(Tried... all) {
        return Counting.plus(Tally.NOTHING, List.of(all));
    }

    @Test
    void a_disputed_case_that_would_have_come_straight_to_who_closed_it_is_a_gain() {
        Tally tally = of(tried(HERE, THERE, THERE, true));
        assertThat(tally.firstTimeRight().gain().cases()).isEqualTo(1);
        assertThat(tally.firstTimeRight().loss().cases()).isZero();
        assertThat(tally.firstTimeRight().disputed()).isEqualTo(1);
        assertThat(tally.firstTimeRight().first()).isZero();
        assertThat(tally.firstTimeRight().draft()).isEqualTo(1);
        assertThat(tally.rows().get(0).gain().cases()).isEqualTo(1);
    }

    @Test
    void a_case_that_would_be_sent_away_from_who_closed_it_is_a_loss_also_where_nobody_disputed_it() {
        Tally tally = of(tried(HERE, THERE, HERE, true), tried(HERE, THERE, HERE, false));
        assertThat(tally.firstTimeRight().loss().cases()).isEqualTo(1);
        assertThat(tally.firstTimeRight().otherLoss().cases()).isEqualTo(1);
        assertThat(tally.rows().get(0).loss().cases()).isEqualTo(2);
        assertThat(tally.firstTimeRight().first()).isEqualTo(2);
        assertThat(tally.firstTimeRight().draft()).isZero();
    }

    @Test
    void a_case_that_goes_from_one_wrong_desk_to_another_is_neither() {
        Tally tally = of(tried(HERE, DISTRICT, THERE, true), tried(HERE, HERE, HERE, true));
        assertThat(tally.firstTimeRight().gain().cases()).isZero();
        assertThat(tally.firstTimeRight().loss().cases()).isZero();
        assertThat(tally.firstTimeRight().closed()).isEqualTo(2);
    }

    @Test
    void a_case_that_is_open_is_in_the_matrix_and_not_judged() {
        Tally tally = of(tried(HERE, THERE, null, true));
        assertThat(tally.matrix()).hasSize(1);
        assertThat(tally.moved()).isEqualTo(1);
        assertThat(tally.differences()).hasSize(1);
        assertThat(tally.firstTimeRight().closed()).isZero();
    }

    @Test
    void a_case_without_facts_is_counted_as_such_and_nowhere_else() {
        Tally tally = of(tried(HERE, null, HERE, true));
        assertThat(tally.notReplayable().cases()).isEqualTo(1);
        assertThat(tally.cases()).isZero();
        assertThat(tally.matrix()).isEmpty();
        assertThat(tally.firstTimeRight().closed()).isZero();
    }

    @Test
    void what_falls_through_is_counted_by_why() {
        Tried fell = new Tried(
                new Item(UUID.randomUUID(), "1", false),
                Instant.EPOCH,
                3,
                HERE,
                new Tried.Answer(HERE, null, false, FellThrough.NO_ROW),
                null,
                false);
        Tally tally = of(fell);
        assertThat(tally.fellThrough()).singleElement().satisfies(fall -> {
            assertThat(fall.why()).isEqualTo(FellThrough.NO_ROW);
            assertThat(fall.count().cases()).isEqualTo(1);
        });
        assertThat(tally.rows().get(0).row()).isNull();
        assertThat(tally.load()).containsExactly(new Tally.Load(HERE, List.of(0, 0, 0, 1), List.of(0, 0, 0, 1)));
    }

    @Test
    void lists_name_the_first_twenty_and_the_first_two_hundred_differences() {
        List<Tried> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(tried(HERE, THERE, null, false));
        }
        Tally tally = Counting.plus(Tally.NOTHING, many);
        assertThat(tally.matrix().get(0).count().cases()).isEqualTo(500);
        assertThat(tally.matrix().get(0).count().items())
                .isEqualTo(
                        many.subList(0, Tally.NAMED).stream().map(Tried::item).toList());
        assertThat(tally.differences()).hasSize(Tally.DIFFERENCES_KEPT);
    }

    @Test
    void it_is_the_same_however_it_is_cut_into_batches() {
        Random random = new Random(27);
        List<String> desks = List.of(HERE, THERE, DISTRICT);
        List<Tried> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(tried(
                    desks.get(random.nextInt(3)),
                    random.nextInt(20) == 0 ? null : desks.get(random.nextInt(3)),
                    random.nextBoolean() ? desks.get(random.nextInt(3)) : null,
                    random.nextBoolean()));
        }
        Tally whole = Counting.plus(Tally.NOTHING, all);
        Tally parts = Tally.NOTHING;
        for (int at = 0; at < all.size(); ) {
            int next = Math.min(all.size(), at + 1 + random.nextInt(300));
            parts = Counting.plus(parts, all.subList(at, next));
            at = next;
        }
        assertThat(parts).isEqualTo(whole);
        assertThat(whole.matrix().stream()
                        .mapToLong(flow -> flow.count().cases())
                        .sum())
                .isEqualTo(whole.cases());
    }
}
