package org.wangge.inspection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestStore;
import org.wangge.inspection.store.InspectedPlaces.Newest;
import org.wangge.inspection.store.InspectedPlaces.Tally;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;

class InspectedPlacesStoreTests {

    private static final TestStore STORE = TestStore.open();
    private static final UUID PLACE = new UUID(7, 7);
    private static final Instant FIRST = Instant.parse("2026-03-02T01:00:00Z");
    private static final Actor READER =
            new Actor(new UUID(1, 1), "某人", Set.of(), Set.of(), List.of(GridPath.of("510703")), Set.of());

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static Document inspection(int day, String name, int failed) {
        return new Document("_id", UUID.randomUUID())
                .append("month", "2026-03")
                .append("areas", List.of("510703", "510703/510703001"))
                .append(
                        "place",
                        new Document("_id", PLACE)
                                .append("name", name)
                                .append("address", "剑门路" + day + "号")
                                .append("kind", "RESTAURANT")
                                .append("industry", "CATERING"))
                .append("result", new Document("failed", failed))
                .append("submittedAt", FIRST.plusSeconds(86_400L * day));
    }

    @Test
    void a_place_is_named_as_at_its_last_inspection_in_whatever_order_they_are_stored() {
        done(STORE.template()
                .insert(
                        List.of(inspection(3, "新名餐馆", 2), inspection(1, "旧名餐馆", 1), inspection(2, "中名餐馆", 0)),
                        InspectionStore.INSPECTIONS)
                .then());
        List<Tally> tallies = value(new InspectedPlaces(STORE.template())
                .of("2026-03", List.of(), null, READER)
                .collectList());
        assertThat(tallies).singleElement().satisfies(tally -> {
            assertThat(tally.newest())
                    .isEqualTo(new Newest(FIRST.plusSeconds(86_400L * 3), "新名餐馆", "剑门路3号", "RESTAURANT"));
            assertThat(tally.inspections()).isEqualTo(3);
            assertThat(tally.failed()).isEqualTo(3);
        });
    }
}
