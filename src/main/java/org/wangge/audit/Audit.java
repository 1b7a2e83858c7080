package org.wangge.audit;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.audit.store.ReadLines;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Who looked, for those who lead them. */
@Component
public class Audit {

    private final ReadLines lines;
    private final Clock clock;

    Audit(ReadLines lines, Clock clock) {
        this.clock = clock;
        this.lines = lines;
    }

    /**
     * A page of lines of those who work within the reader's area, the newest first. Refuses {@code access.forbidden} without
     * {@code AUDIT_READ}, and {@code request.cursor-invalid}.
     */
    public Mono<Page<ReadLine>> list(ReadFilter filter, int limit, @Nullable String cursor, Actor reader) {
        reader.require(Permission.AUDIT_READ);
        return lines.page(filter, reader, clock.instant(), limit, cursor);
    }
}
