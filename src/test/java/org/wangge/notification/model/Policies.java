package org.wangge.notification.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wangge.notification.NoticeKind;
import org.wangge.work.DomainEvent;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The policies as they are delivered. */
public final class Policies {

    private record Seed(String kind, List<Row> rows) {}

    static final Map<String, List<Row>> DELIVERED = new JsonMapper()
            .readValue(Path.of("seeds/base/notice-policies.json").toFile(), new TypeReference<List<Seed>>() {}).stream()
                    .collect(Collectors.toMap(Seed::kind, Seed::rows));

    private Policies() {}

    /** The rows for an event. */
    public static List<Row> of(DomainEvent event) {
        return DELIVERED.get(PolicySubject.kind(event));
    }

    /** A row that always holds. */
    static Row row(Audience audience, NoticeKind notice) {
        return new Row(
                audience, notice, List.of(), List.of(), List.of(Way.INBOX, Way.PUSH), Urgency.NORMAL, Grouping.SUBJECT);
    }
}
