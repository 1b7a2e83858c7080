package org.wangge.audit;

import org.wangge.shared.Reading;
import reactor.core.publisher.Mono;

/** Keeps who looked at what is known of persons (Personal Information Protection Law, articles 51 and 54). */
public interface PersonalReads {

    /**
     * Keeps one line, and ends when it is stored. Whoever gives whole telephones or a table waits for that, because without its line
     * nothing is given. Fails as any write does when the store is away, and refuses {@code store.busy} when too many lines wait.
     * Not repeatable: each look has its line.
     *
     * @param subject the id or code of what was looked at; of a table the filter it was asked for with
     */
    Mono<Void> tell(Reading reading, ReadKind kind, String subject);
}
