package org.wangge.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a phone said that is not used, and why. What was recorded in good faith is never refused because of it: the
 * doubtful part is set aside, kept as given, and shown.
 *
 * @param <C> the codes that say why, of one kind of document
 */
public abstract class SetAside<C> {

    /** Phones' clocks are not exact. */
    protected static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    /** The codes that all kinds of documents have. */
    public record Codes<C>(C unreal, C ahead, C longPast, C photoMissing) {}

    /**
     * One part.
     *
     * @param field pointer into what was sent, or the name of a header
     * @param given as it came
     */
    public record Part<C>(C code, String field, String given) {}

    protected final Instant now;
    private final Codes<C> codes;
    private final List<Part<C>> parts = new ArrayList<>();

    protected SetAside(Codes<C> codes, Instant now) {
        this.codes = codes;
        this.now = now;
    }

    public final void add(C code, String field, String given) {
        parts.add(new Part<>(code, field, given));
    }

    /** All parts, as a document keeps them. */
    protected final <D> List<D> parts(Function<Part<C>, D> kept) {
        return parts.stream().map(kept).toList();
    }

    /**
     * The phone's time of something; null when it did not say, or when it cannot be.
     *
     * @param longest ago that it can have been
     */
    protected final @Nullable Instant checked(@Nullable PhoneTime time, String field, Duration longest) {
        if (time == null) {
            return null;
        }
        Instant moment = time.moment();
        if (moment == null) {
            add(codes.unreal(), field, time.given());
        } else if (moment.isAfter(now.plus(CLOCK_ERROR))) {
            add(codes.ahead(), field, time.given());
        } else if (moment.isBefore(now.minus(longest))) {
            add(codes.longPast(), field, time.given());
        } else {
            return moment;
        }
        return null;
    }

    /** Those of the photos that are there. */
    public final List<UUID> photos(List<UUID> named, Collection<UUID> there, String field) {
        List<UUID> kept = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            UUID id = named.get(i);
            if (there.contains(id)) {
                kept.add(id);
            } else {
                add(codes.photoMissing(), field + "/" + i, id.toString());
            }
        }
        return List.copyOf(kept);
    }
}
