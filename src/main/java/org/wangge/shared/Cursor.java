package org.wangge.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort value and the id of its last item, bound to the query it belongs to. It carries no
 * authority (the reader's scope is applied to every page anew), and it is sealed where it leaves the server. Still, another
 * build may have written it: whoever needs a part as something else than text reads it as that here.
 *
 * @param query a short fingerprint of filter and order
 * @param sortValue the last item's sort value as text, empty when it had none
 * @param id the last item's id
 */
public record Cursor(String query, String sortValue, String id) {

    /** What may go on on another page: a page, or something like one. */
    public interface Continued {

        /** Null on the last page. */
        @Nullable
        String nextCursor();

        /** The same with the cursor as its reader is to see it. */
        Continued continuedAt(String cursor);
    }

    /** Reads a cursor a client sent back; null stays null, rubbish or another query's is refused. */
    public static @Nullable Cursor read(@Nullable String text, String query) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == 3 && parts[0].equals(query)) {
                return new Cursor(parts[0], parts[1], parts[2]);
            }
        } catch (IllegalArgumentException notBase64) {
            // told below, like any other rubbish
        }
        throw invalid();
    }

    /** The sort value of a list that is ordered by a time; refuses {@code request.cursor-invalid} when it is none. */
    public Instant sortTime() {
        return read(sortValue, text -> QueryValues.moment(text, "cursor"));
    }

    /** The sort value of a list that is ordered by a number; refuses {@code request.cursor-invalid} when it is none. */
    public double sortNumber() {
        return read(sortValue, Double::valueOf);
    }

    /** The last item's id where items have UUIDs; refuses {@code request.cursor-invalid} when it is none. */
    public UUID uuid() {
        return read(id, UUID::fromString);
    }

    /** The last item's id where items are numbered; refuses {@code request.cursor-invalid} when it is no number. */
    public int number() {
        return read(id, Integer::valueOf);
    }

    private static <T> T read(String part, Function<String, T> reading) {
        try {
            return reading.apply(part);
        } catch (IllegalArgumentException | DateTimeException | Refused damaged) {
            throw invalid();
        }
    }

    private static Refused invalid() {
        return new Refused(Refusal.field("request.cursor-invalid", "cursor"));
    }

    public String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((query + "\n" + sortValue + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }
}
