package org.wangge.features.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.WarmUp;

/** What an instance does before it is ready goes all the way, and nobody finds anything of it. */
@WanggeTest
@AloneInTown
class WarmUpTests {

    /** They tick by themselves. */
    private static final Set<String> OF_THE_LOOPS = Set.of("jobs", "turns", "counts");

    private static final String REHEARSED = "cases_rehearsed";

    @Autowired
    private List<WarmUp> ways;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Test
    void the_hot_paths_are_gone_to_their_end_and_leave_nothing_in_the_data() {
        Eventually.until("all is told that happened before", () -> untold() == 0);
        Map<String, Long> before = counts();
        assertThat(before).doesNotContainKey(REHEARSED);
        assertThat(ways).hasSize(2);
        for (int times = 0; times < 3; times++) {
            ways.forEach(way -> way.once().block());
        }
        List<Document> made =
                mongo.findAll(Document.class, REHEARSED).collectList().block();
        assertThat(made)
                .hasSize(3)
                .allSatisfy(file -> assertThat(file)
                        .containsEntry("number", "")
                        .containsKeys("category", "area", "desk", "outbox"));
        ways.forEach(way -> way.end().block());
        assertThat(counts()).isEqualTo(before);
    }

    private long untold() {
        Query query = Query.query(new Criteria()
                .orOperator(
                        Criteria.where("outbox").exists(true),
                        Criteria.where("dispatch").exists(true)));
        return Awaited.value(mongo.getCollectionNames()
                .flatMap(name -> mongo.count(query, name))
                .reduce(0L, Long::sum));
    }

    private Map<String, Long> counts() {
        return Objects.requireNonNull(mongo.getCollectionNames()
                .filter(name -> !OF_THE_LOOPS.contains(name))
                .flatMap(name -> mongo.estimatedCount(name).map(count -> Map.entry(name, count)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .block());
    }
}
