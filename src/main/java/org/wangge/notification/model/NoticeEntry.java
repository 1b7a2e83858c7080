package org.wangge.notification.model;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.live.FeedEntry;
import org.wangge.live.FeedEntryBuilder;
import org.wangge.live.FeedSubject;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;

/** What the live feed says of a notice, to its recipient alone. */
public final class NoticeEntry {

    private NoticeEntry() {}

    /** @param area where that lies of which it tells; its district is whose feed it is in */
    public static FeedEntry of(Notice notice, GridPath area) {
        String kind = notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return FeedEntryBuilder.builder()
                .id(Ids.named(notice.createdAt(), "live:" + notice.id() + ":" + tasks(notice)))
                .feed(area.district())
                .storedAt(notice.createdAt())
                .kind(FeedSubject.NOTICE.code() + "." + kind)
                .subject(FeedSubject.NOTICE)
                .subjectId(notice.id())
                .number(number(notice))
                .area(area)
                .areas(area.ancestry())
                .parties(List.of())
                .person(notice.recipientId())
                .at(notice.createdAt())
                .changed(List.of())
                .build();
    }

    /** Tasks that come to a notice later are told of again. */
    private static List<UUID> tasks(Notice notice) {
        return notice.tasks() == null ? List.of() : notice.tasks().ids();
    }

    private static @Nullable String number(Notice notice) {
        return notice.hazard() == null ? notice.caseNumber() : notice.hazard().number();
    }
}
