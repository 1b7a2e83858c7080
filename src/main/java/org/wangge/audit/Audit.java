package org.wangge.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.audit.store.ReadLines;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Who looked, for those who lead them. */
@Component
public class Audit {

    private final ReadLines lines;

    Audit(ReadLines lines) {
        this.lines = lines;
    }

    /**
     * A page of lines of those who work within the reader's area, the newest first. Refuses {@code access.forbidden} without
     * {@code AUDIT_READ}, and {@code request.cursor-invalid}.
     */
    public Mono<Page<ReadLine>> list(ReadFilter filter, int limit, @Nullable String cursor, Actor reader) {
        reader.require(Permission.AUDIT_READ);
        String fingerprint = "audit" + Integer.toHexString(filter.toString().hashCode());
        return lines.list(filter, reader, Cursor.read(cursor, fingerprint), limit + 1)
                .collectList()
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> new Cursor(
                                fingerprint, last.at().toString(), last.id().toString())));
    }
}
