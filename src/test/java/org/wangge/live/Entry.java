package org.wangge.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wangge.shared.GridPath;

/** Entries for tests. */
final class Entry {

    static final String FEED = "510703";
    static final Instant AT = Instant.parse("2026-11-02T01:00:00Z");

    private Entry() {}

    static FeedEntry of(int number) {
        return of(new UUID(9, number));
    }

    static FeedEntry of(UUID id) {
        return with(id).build();
    }

    static FeedEntryBuilder with(UUID id) {
        GridPath area = GridPath.of(FEED, "510703001");
        return FeedEntryBuilder.builder()
                .id(id)
                .feed(FEED)
                .storedAt(AT)
                .kind("case.report")
                .subject(FeedSubject.CASE)
                .subjectId(new UUID(2, 1))
                .number("CX-260105-0007")
                .version(1L)
                .state("REPORTED")
                .office("510703001")
                .area(area)
                .areas(area.ancestry())
                .parties(List.of())
                .at(AT)
                .changed(List.of());
    }
}
