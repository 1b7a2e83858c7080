/**
 * The live feed: what happened in a district, for whoever listens.
 *
 * <p>Face: {@link org.wangge.live.LiveFeed}, {@link org.wangge.live.FeedEntry}. Listens to the events of casework, hazard and
 * planning; notification adds what it tells people, so that data flows from steps to notices to nobody. Owns {@code live_events}
 * and {@code live_tickets}.
 * Invariants: a feed is a run of numbers without a hole, in every store and on every instance, of which only the oldest go and the
 * newest never does (its number is the head); an entry's id is the event's, so that told twice is there once; who may hear of an
 * entry is asked when it is handed over, by the rules of the lists ({@code FeedEntry.isFor}).
 *
 * <p>Another reader in this application keeps a cursor of its own, in its own collection: {@code {feed, seq}}, beginning at
 * {@code LiveFeed.head(feed)}. It asks {@code after(feed, seq, limit)}, does its work for each entry, and stores the last
 * {@code seq}; done again it begins where it was, so its work must be repeatable by the entry's id. A first entry that is not
 * {@code seq + 1} means that it slept longer than a day and missed some. {@code whenGrown} tells
 * at once of what this instance adds, so that a loop can be woken ({@code Nudge}); it must also look by itself, for what others add.
 *
 * <p>Streams and long polls are positions in one tail of the feed that each instance keeps ({@code FeedTail}, filled by one query a
 * second while somebody listens); a reader that is far behind reads the store. Positions that leave the server are encrypted, and
 * valid on every instance.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "casework",
            "casework::events",
            "hazard",
            "hazard::events",
            "planning",
            "planning::events",
            "account",
            "work"
        })
package org.wangge.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
