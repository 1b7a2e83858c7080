package org.wangge.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort value and the id of its last item, bound to the query it belongs to. It carries no
 * authority (the reader's scope is applied to every page anew), so it is not signed.
 *
 * @param query a short fingerprint of filter and order
 * @param sortValue the last item's sort value as text, empty when it had none
 * @param id the last item's id
 */
public record Cursor(String query, String sortValue, String id) {

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
        throw new Refused(Refusal.field("request.cursor-invalid", "cursor"));
    }

    public String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((query + "\n" + sortValue + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }
}
