package org.wangge.hazard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.hazard.model.HazardFile;
import reactor.core.publisher.Flux;

/** A number is for one notice and none is lost, also when who took it died before the notice was there. */
@WanggeTest
@AloneInTown
class NoticeSeriesTests {

    private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");

    @Autowired
    private Town town;

    @Autowired
    private NoticeSeries notices;

    @Autowired
    private HazardStore store;

    @Autowired
    private ReactiveMongoTemplate mongo;

    /** Of each test another, so that none meets what the other took. */
    private final String series = "ZG-" + UUID.randomUUID().toString().substring(0, 8) + "-260105";

    private List<UUID> hazards;

    @BeforeEach
    void two_hazards() {
        HazardStories stories = new HazardStories(town);
        hazards = stories.inspected(stories.restaurant(), HazardStories.GENERAL, "CANYIN-03")
                .at("/result/hazardIds")
                .valueStream()
                .map(id -> UUID.fromString(id.stringValue()))
                .toList();
    }

    /** Halves of notices are of no use to other tests. */
    @AfterEach
    void no_notice() {
        done(mongo.updateMulti(
                Query.query(Criteria.where("_id").in(hazards)), new Update().unset("notice"), "hazards"));
    }

    private HazardFile hazard(int which) {
        return value(store.find(hazards.get(which)));
    }

    private @Nullable String taken(int which, Instant at) {
        return notices.take(series, hazard(which), at).block();
    }

    private void change(int which, Update update) {
        done(mongo.updateFirst(
                Query.query(Criteria.where("_id").is(hazards.get(which))), update.inc("version", 1), "hazards"));
    }

    private String number(int count) {
        return series + "-000" + count;
    }

    @Test
    void while_one_is_being_written_there_is_no_other_and_its_writer_has_it_again() {
        assertThat(taken(0, NOW)).isEqualTo(number(1));
        assertThat(taken(1, NOW.plusSeconds(4))).isNull();
        assertThat(taken(0, NOW.plusSeconds(4))).isEqualTo(number(1));
    }

    @Test
    void one_that_became_a_notice_is_used_up_whether_that_was_noted_or_not() {
        HazardFile before = hazard(0);
        taken(0, NOW);
        change(0, new Update().set("notice.number", number(1)));
        assertThat(taken(1, NOW)).isEqualTo(number(2));
        done(notices.used(series, before, number(1)));
        assertThat(taken(0, NOW)).as("that of the other is under way").isNull();
        done(notices.used(series, hazard(1), number(2)));
        assertThat(taken(0, NOW)).isEqualTo(number(3));
    }

    @Test
    void one_whose_hazard_went_on_without_it_is_free_at_once() {
        taken(0, NOW);
        change(0, new Update().set("seen", true));
        assertThat(taken(1, NOW)).isEqualTo(number(1));
    }

    @Test
    void one_whose_writer_died_is_free_soon_and_he_cannot_write_it_any_more() {
        HazardFile read = hazard(0);
        taken(0, NOW);
        assertThat(taken(1, NOW.plusSeconds(5))).isEqualTo(number(1));
        assertThat(value(store.moveOnIfVersion(read)))
                .as("what he read is not so any more")
                .isFalse();
    }

    @Test
    void a_series_goes_on_from_the_notices_of_earlier_versions() {
        change(0, new Update().set("notice.number", number(7)));
        assertThat(taken(1, NOW)).isEqualTo(number(8));
    }

    @Test
    void of_two_at_once_one_has_it() {
        List<String> both = value(Flux.merge(notices.take(series, hazard(0), NOW), notices.take(series, hazard(1), NOW))
                .collectList());
        assertThat(both).containsExactly(number(1));
    }
}
