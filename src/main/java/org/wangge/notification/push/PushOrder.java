package org.wangge.notification.push;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.PushWeight;
import org.wangge.notification.model.Subject;
import org.wangge.notification.push.Digests.Together;

/** In what order pushes of one look at the queue go. */
final class PushOrder {

    private PushOrder() {}

    /**
     * Lines that go side by side, the weightiest first. What one person is told of one matter is one line, in the order in which it came
     * about, for on a phone the last to come takes the place of those before.
     */
    static List<List<Together>> of(Collection<Together> groups, Function<Notice, PushWeight> weight) {
        return groups.stream()
                .sorted(Comparator.comparing(
                        Together::first, Comparator.comparing(Notice::createdAt).thenComparing(Notice::id)))
                .collect(Collectors.groupingBy(PushOrder::line, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparing(line -> line.stream()
                        .map(Together::first)
                        .map(weight)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
                .toList();
    }

    private static List<UUID> line(Together together) {
        Notice notice = together.first();
        Subject subject = notice.subject();
        UUID matter = together.all().size() > 1
                ? notice.id()
                : subject instanceof Subject.OfCase file
                        ? file.id()
                        : subject instanceof Subject.OfHazard hazard ? hazard.id() : notice.id();
        return List.of(notice.recipientId(), matter);
    }
}
