package org.wangge.savedview.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What may stand in the address of the queue. Their values are read by the list of cases, each time it is asked. */
public final class ViewQuery {

    private static final String POINTER = "/query";

    /** As the desk has them: which queue, and what narrows it. Not which case is open: a view is of many. */
    private static final Set<String> KNOWN = Set.of(
            "queue", "state", "category", "urgent", "overdue", "unclear", "q", "sort", "from", "to", "grid", "bbox");

    private ViewQuery() {}

    /** The query without a question mark before it; refuses {@code request.invalid} with what no address of the queue has. */
    public static String sound(String given) {
        String query = given.startsWith("?") ? given.substring(1) : given;
        Set<String> seen = new HashSet<>();
        Arrays.stream(query.split("&")).filter(part -> !part.isEmpty()).forEach(part -> {
            String name = nameOf(part);
            if (!KNOWN.contains(name)) {
                throw refused(Fault.of(POINTER, "saved-view.unknown-filter", name));
            }
            if (!seen.add(name)) {
                throw refused(Fault.of(POINTER, "field.twice"));
            }
        });
        return query;
    }

    private static String nameOf(String part) {
        int equals = part.indexOf('=');
        try {
            URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw refused(Fault.of(POINTER, "field.form"));
        }
        return equals < 0 ? part : part.substring(0, equals);
    }

    private static Refused refused(Fault fault) {
        return new Refused(Refusal.of("request.invalid").withFaults(List.of(fault)));
    }
}
