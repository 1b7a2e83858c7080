package org.wangge.audit;

import org.wangge.shared.Reading;
import reactor.core.publisher.Mono;

/** Keeps who changed the rules by which others work, and what differs since. */
public interface ReferenceChanges {

    /**
     * Keeps one line, and ends when it is stored. Fails as any write does when the store is away, and refuses {@code store.busy} when
     * too many lines wait. Not repeatable: each change has its line.
     *
     * @param subject the code of what was changed
     * @param change what differs, in one text; the end of a long one is left out
     */
    Mono<Void> changed(Reading reading, ReadKind kind, String subject, String change);
}
