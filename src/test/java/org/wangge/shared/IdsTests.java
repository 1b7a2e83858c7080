package org.wangge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTests {

    private static final Instant MORNING = Instant.parse("2026-11-24T01:02:03.456Z");

    @Test
    void the_same_moment_and_name_give_the_same_id() {
        assertThat(Ids.named(MORNING, "a:b")).isEqualTo(Ids.named(MORNING, "a:b"));
        assertThat(Ids.named(MORNING, "a:b")).isNotEqualTo(Ids.named(MORNING, "a:c"));
        assertThat(Ids.named(MORNING, "a:b")).isNotEqualTo(Ids.named(MORNING.plusMillis(1), "a:b"));
    }

    @Test
    void a_key_has_one_id_and_another_key_another() {
        UUID id = Ids.keyed("account:key");
        assertThat(id).isEqualTo(Ids.keyed("account:key")).isNotEqualTo(Ids.keyed("other:key"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        // Stored for good: another way to make it would forget what was done.
        assertThat(id).hasToString("c492d2e8-8d23-8157-b7eb-b74c28edbcfe");
    }

    @Test
    void named_ids_are_well_formed_and_later_ones_sort_later() {
        UUID early = Ids.named(MORNING, "z");
        UUID late = Ids.named(MORNING.plusMillis(1), "a");
        assertThat(early.version()).isEqualTo(8);
        assertThat(early.variant()).isEqualTo(2);
        assertThat(early.toString()).isLessThan(late.toString());
        assertThat(early.getMostSignificantBits() >>> 16).isEqualTo(MORNING.toEpochMilli());
    }
}
