package org.wangge.work;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Does what must follow an event. Called at least once for each, in the order of the document it belongs to; with many
 * documents at once, so that a handler can write them together. Handlers run one after the other in the order of their
 * {@link Consumer}. One that fails waits alone: the others hear the events of that document as usual.
 */
public interface EventHandler {

    /** Which consumer this is; each has one handler. What it has yet to hear is kept under that name. */
    Consumer consumer();

    /** Which of the events concern this handler; the others are not passed to it. */
    boolean handles(DomainEvent event);

    /**
     * Completes when the effects are stored. Must be repeatable: an effect's id is made from the event's id. An error
     * makes the relay try each document alone, so that one bad event does not hold up the rest; a document whose events fail
     * is tried again after 2, 4, 8 … seconds, and given up for this consumer after ten times.
     */
    Mono<Void> handle(List<DomainEvent> events);
}
