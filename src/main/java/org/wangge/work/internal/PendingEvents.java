package org.wangge.work.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Outbox;

/**
 * What one document has yet to tell, and to whom: an event that is in no mark has been told to nobody, one that is in marks to
 * all but those.
 *
 * @param marks by consumer
 * @param news events that are in no mark
 */
record PendingEvents(StoredEvents stored, List<Entry> entries, Map<String, ConsumerMark> marks, List<Entry> news) {

    /** An event as it was stored, and what its module reads from it. */
    record Entry(UUID id, List<DomainEvent> events) {

        /** Whoever fails to say is asked, and then fails alone. */
        boolean concerns(EventHandler handler) {
            try {
                return events.stream().anyMatch(handler::handles);
            } catch (RuntimeException fault) {
                return true;
            }
        }
    }

    /** Fails when this build cannot read an event. */
    static PendingEvents read(StoredEvents stored, Outbox.Source source) {
        List<Entry> entries = stored.outbox().stream()
                .map(event -> new Entry(StoredEvents.idOf(event), source.read(event)))
                .toList();
        Map<String, ConsumerMark> marks = new HashMap<>();
        Set<UUID> told = new HashSet<>();
        stored.marks().stream().map(ConsumerMark::of).forEach(mark -> {
            marks.put(mark.consumer(), mark);
            told.addAll(mark.events());
        });
        return new PendingEvents(
                stored,
                entries,
                marks,
                entries.stream().filter(entry -> !told.contains(entry.id())).toList());
    }

    @Nullable
    ConsumerMark mark(EventHandler handler) {
        return marks.get(handler.consumer().name());
    }

    /** What this handler has yet to hear, in order. */
    List<Entry> owed(EventHandler handler) {
        ConsumerMark mark = mark(handler);
        return (mark == null ? news : behind(mark))
                .stream().filter(entry -> entry.concerns(handler)).toList();
    }

    private List<Entry> behind(ConsumerMark mark) {
        Set<UUID> listed = Set.copyOf(mark.events());
        return entries.stream()
                .filter(entry -> listed.contains(entry.id()) || news.contains(entry))
                .toList();
    }

    /** Whether it may be asked now. What was given up is tried once more when there is something new to say. */
    boolean isDue(EventHandler handler, Instant now) {
        ConsumerMark mark = mark(handler);
        return mark == null
                || mark.isDue(now)
                || mark.isParked() && news.stream().anyMatch(entry -> entry.concerns(handler));
    }

    /** Who is behind after this turn, and how far. A consumer without an outcome was not due. */
    List<ConsumerMark> marksAfter(
            Collection<EventHandler> handlers, Map<String, DeliveryOutcome> outcomes, Instant now) {
        Stream<ConsumerMark> known = handlers.stream()
                .map(handler -> after(handler, outcomes.get(handler.consumer().name()), now))
                .filter(Objects::nonNull);
        Set<String> names =
                handlers.stream().map(handler -> handler.consumer().name()).collect(Collectors.toSet());
        Stream<ConsumerMark> strange = marks.values().stream()
                .filter(mark -> !names.contains(mark.consumer()))
                .map(mark -> afterWithoutHandler(mark, now))
                .filter(Predicate.not(mark -> mark.events().isEmpty()));
        return Stream.concat(known, strange).toList();
    }

    private @Nullable ConsumerMark after(EventHandler handler, @Nullable DeliveryOutcome outcome, Instant now) {
        ConsumerMark mark = mark(handler);
        if (outcome == null) {
            return mark == null ? null : mark.with(ids(owed(handler)));
        }
        // What an older build failed to tell as a whole counts for whoever fails with it now.
        ConsumerMark before = mark != null
                ? mark
                : new ConsumerMark(handler.consumer().name(), List.of(), stored.attempts(), now, null);
        return outcome.mark(before, ids(owed(handler)), now);
    }

    /** A consumer of another build: kept for that one, and given up like any other that cannot be told. */
    private ConsumerMark afterWithoutHandler(ConsumerMark mark, Instant now) {
        Set<UUID> listed = Set.copyOf(mark.events());
        boolean isBehind = entries.stream().anyMatch(entry -> listed.contains(entry.id()));
        List<UUID> owed = isBehind ? ids(behind(mark)) : List.of();
        return mark.isDue(now) ? mark.failed(owed, now) : mark.with(owed);
    }

    /** Was not asked yet, or only left waiting, so that nobody need fear to ask it together with others. */
    boolean isHarmless(EventHandler handler) {
        ConsumerMark mark = mark(handler);
        return mark == null || mark.attempts() == 0;
    }

    List<UUID> owedIds(EventHandler handler) {
        return ids(owed(handler));
    }

    private static List<UUID> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    /** Events that nobody waits for any more when these marks are kept. */
    List<UUID> toldToAll(List<ConsumerMark> kept) {
        Set<UUID> waited = kept.stream().flatMap(mark -> mark.events().stream()).collect(Collectors.toSet());
        return entries.stream()
                .map(Entry::id)
                .filter(id -> !waited.contains(id))
                .toList();
    }
}
