package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.grid.model.Publication;
import org.wangge.grid.model.PublicationRules;
import org.wangge.grid.model.Publications;
import org.wangge.work.Decision;

class PublicationsTests {

    private static final Instant NOW = Instant.parse("2026-01-05T01:12:00Z");

    private static Publications published(int times, int cells, int keptCells) {
        Publications all = Publications.NONE;
        for (int number = 1; number <= times; number++) {
            Publication next =
                    new Publication(number, cells, NOW.plusSeconds(number), "x", null, null, List.of("510703"), null);
            Decision<Publications> decision =
                    PublicationRules.publish(all, next, number - 1, null, keptCells, NOW.plusSeconds(number));
            all = ((Decision.Next<Publications>) decision).file();
        }
        return all;
    }

    @Test
    void ten_publications_are_kept_however_large_and_older_ones_while_all_are_small() {
        assertThat(published(13, 50_000, 100_000).published())
                .extracting(Publication::revision)
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
        assertThat(published(30, 500, 100_000).published()).hasSize(30);
        assertThat(published(30, 500, 10_000).published()).hasSize(20);
    }

    @Test
    void one_that_was_built_on_other_ground_is_a_conflict() {
        Publications two = published(2, 3, 100);
        Publication late = new Publication(3, 3, NOW.plusSeconds(9), "x", null, null, null, null);
        assertThat(PublicationRules.publish(two, late, 1, null, 100, NOW.plusSeconds(9)))
                .isInstanceOfSatisfying(
                        Decision.No.class, no -> assertThat(no.refusal().code()).isEqualTo("grid.revision-conflict"));
    }
}
