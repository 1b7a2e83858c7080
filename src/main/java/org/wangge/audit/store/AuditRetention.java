package org.wangge.audit.store;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes lines that are older than they may be. */
@Component
class AuditRetention implements RecurringJob {

    private final ReadLines lines;
    private final AuditSettings settings;
    private final Clock clock;

    AuditRetention(ReadLines lines, AuditSettings settings, Clock clock) {
        this.lines = lines;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> lines.removeBefore(clock.instant().minus(settings.keep())));
    }
}
