package org.wangge.notification.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wangge.notification.NoticeKind;
import org.wangge.work.DomainEvent;

/**
 * One audience, what it is told of an event, and how. The field names are part of the contract and of the seeds.
 *
 * @param when all of which must hold
 * @param unless none of which may hold
 */
public record Row(
        Audience audience,
        NoticeKind notice,
        List<Condition> when,
        List<Condition> unless,
        List<Way> channels,
        Urgency urgency,
        Grouping grouping) {

    public Row {
        when = when.stream().distinct().sorted().toList();
        unless = unless.stream().distinct().sorted().toList();
        channels = channels.stream().distinct().sorted().toList();
    }

    boolean applies(DomainEvent event) {
        return when.stream().allMatch(one -> one.holds(event))
                && unless.stream().noneMatch(one -> one.holds(event));
    }

    Row to(Audience other) {
        return new Row(other, notice, when, unless, channels, urgency, grouping);
    }

    public boolean goesBy(Way way) {
        return channels.contains(way);
    }

    /** The rows of a policy that apply to an event, in order. */
    static List<Row> applying(List<Row> policy, DomainEvent event) {
        return firsts(policy.stream().filter(row -> row.applies(event)));
    }

    /** Of several that tell the same people the same only the first. */
    static List<Row> firsts(Stream<Row> rows) {
        record Said(Audience audience, NoticeKind notice) {}
        Map<Said, Row> firsts = new LinkedHashMap<>();
        rows.forEach(row -> firsts.putIfAbsent(new Said(row.audience(), row.notice()), row));
        return List.copyOf(firsts.values());
    }

    /** As a line for those who look at what was changed. */
    @Override
    public String toString() {
        return audience + " " + notice + " when " + when + " unless " + unless + " by " + channels + " " + urgency + " "
                + grouping;
    }
}
