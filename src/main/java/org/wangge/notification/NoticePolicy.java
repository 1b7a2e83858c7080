package org.wangge.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wangge.notification.model.Row;

/**
 * Who is told of one kind of event, and how.
 *
 * @param kind such as {@code case.dispatch}
 * @param rows in order of weight: someone who is in several audiences is told only the first; empty when nobody is told
 * @param version counts up with every change, 0 as long as it is as it was delivered
 */
public record NoticePolicy(String kind, List<Row> rows, long version) {

    public NoticePolicy {
        rows = List.copyOf(rows);
    }

    NoticePolicy atVersion(long number) {
        return new NoticePolicy(kind, rows, number);
    }

    boolean saysAs(NoticePolicy other) {
        return rows.equals(other.rows);
    }

    /** What differs from another, a line for each row, for those who look at what was changed; empty for nothing. */
    String differenceFrom(NoticePolicy before) {
        if (saysAs(before)) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        before.rows.stream().filter(row -> !rows.contains(row)).forEach(row -> lines.add("- " + row));
        rows.stream().filter(row -> !before.rows.contains(row)).forEach(row -> lines.add("+ " + row));
        if (lines.isEmpty()) {
            lines.add("= " + rows.stream().map(row -> row.audience().name()).collect(Collectors.joining(", ")));
        }
        return String.join("\n", lines);
    }
}
