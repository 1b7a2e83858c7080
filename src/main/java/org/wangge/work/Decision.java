package org.wangge.work;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Refusal;

/** What a model says to a command on a document. */
public sealed interface Decision<T> {

    /**
     * It changes.
     *
     * @param file as it is afterwards, with the next version
     * @param events to tell of it
     * @param line of a history that is kept beside the file; null when the file holds its own
     */
    record Next<T>(
            T file,
            List<? extends DomainEvent> events,
            @Nullable Record line) implements Decision<T> {

        public Next(T file, List<? extends DomainEvent> events) {
            this(file, events, null);
        }
    }

    /** Nothing to do: it is so already. */
    record Already<T>() implements Decision<T> {}

    /** It does not change, and why. */
    record No<T>(Refusal refusal) implements Decision<T> {}
}
