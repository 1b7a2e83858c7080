package org.wangge.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest entries of the feeds that somebody here listens to, in memory, once for all readers. */
@Component
class FeedTail {

    private static final int KEPT = 1_024;
    private static final int AT_ONCE = 500;

    private final LiveFeed feed;
    private final FeedFrames frames;
    private final Map<String, Recent> feeds = new ConcurrentHashMap<>();

    FeedTail(LiveFeed feed, FeedFrames frames) {
        this.feed = feed;
        this.frames = frames;
    }

    /** @param entries the last ones up to the head, without a hole; may be none */
    private record Recent(long head, List<Told> entries) {

        Recent with(List<Told> more) {
            List<Told> all = new ArrayList<>();
            if (more.get(0).entry().seq() == head + 1) {
                all.addAll(entries);
            }
            all.addAll(more);
            return new Recent(
                    more.get(more.size() - 1).entry().seq(),
                    List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size())));
        }

        /** Null when they do not reach back so far. */
        @Nullable
        List<Told> after(long seq, int limit) {
            long first = head - entries.size() + 1;
            if (seq + 1 < first) {
                return null;
            }
            int from = (int) Math.min(entries.size(), seq + 1 - first);
            return entries.subList(from, from + Math.min(limit, entries.size() - from));
        }
    }

    /** The newest number that readers may know of; 0 when it is not known here. */
    long head(String name) {
        Recent recent = feeds.get(name);
        return recent == null ? 0 : recent.head();
    }

    /**
     * Looks what is new, with one query unless that is very much; {@link #take} lets readers have it.
     *
     * @param begin by feed, from where to look when nothing of it is in memory
     */
    Mono<List<FeedEntry>> news(Map<String, Long> begin) {
        Map<String, Long> reached = new HashMap<>();
        begin.forEach((name, seq) -> reached.put(
                name,
                feeds.computeIfAbsent(name, absent -> new Recent(seq, List.of()))
                        .head()));
        feeds.keySet().retainAll(begin.keySet());
        return newsAfter(reached);
    }

    private Mono<List<FeedEntry>> newsAfter(Map<String, Long> reached) {
        return feed.after(reached, AT_ONCE).flatMap(found -> {
            if (found.size() < AT_ONCE) {
                return Mono.just(found);
            }
            Map<String, Long> further = new HashMap<>(reached);
            found.forEach(entry -> further.put(entry.feed(), entry.seq()));
            return newsAfter(further).map(more -> {
                List<FeedEntry> all = new ArrayList<>(found);
                all.addAll(more);
                return all;
            });
        });
    }

    /** From now on readers may have these. */
    void take(List<FeedEntry> news) {
        Map<String, List<Told>> byFeed = new HashMap<>();
        news.forEach(entry ->
                byFeed.computeIfAbsent(entry.feed(), name -> new ArrayList<>()).add(frames.told(entry)));
        byFeed.forEach((name, told) -> feeds.computeIfPresent(name, (same, recent) -> recent.with(told)));
    }

    /** When nobody listens any more. */
    void forget() {
        feeds.clear();
    }

    /** What is in memory after a number; null when it does not reach back so far. */
    @Nullable
    List<Told> inMemory(String name, long seq, int limit) {
        Recent recent = feeds.get(name);
        return recent == null ? null : recent.after(seq, limit);
    }

    /** The entries after a number, from memory or else from the store. */
    Mono<List<Told>> after(String name, long seq, int limit) {
        List<Told> known = inMemory(name, seq, limit);
        return known == null || known.isEmpty()
                ? feed.after(name, seq, limit)
                        .map(found -> found.stream().map(frames::told).toList())
                : Mono.just(known);
    }
}
