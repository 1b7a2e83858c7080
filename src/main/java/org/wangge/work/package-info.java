/**
 * Durable work: the outbox relay, jobs that one instance runs, loops that every instance runs, and the start-up order.
 *
 * <p>Face: {@link org.wangge.work.Outbox} for stores, {@link org.wangge.work.EventHandler} for who listens and
 * {@link org.wangge.work.Consumer} for all who do, in their order, {@link org.wangge.work.RecurringJob} and
 * {@link org.wangge.work.PolledWork} for what recurs, {@link org.wangge.work.Keeper} for what is kept in memory and
 * {@link org.wangge.work.Changes} for who changes it (ADR 33), {@link org.wangge.work.JobItems} for jobs that work on many things,
 * {@link org.wangge.work.Blocking} for what blocks, {@link org.wangge.work.OptimisticRetry} for writes to the newest state,
 * {@link org.wangge.work.Journals} for the older lines of long timelines,
 * {@link org.wangge.work.DoneOperations} for repeats of what changes no one document, {@link org.wangge.work.StoreReach} for whether the
 * database is away, and {@link org.wangge.work.WhileAway} for what goes on meanwhile.
 * Uses no other module. Invariants: each consumer hears an event at least once, in the order of its document, and one that
 * fails waits alone (ADR 24); an effect is stored under the event's id, so that once more is no more. Owns the collections
 * {@code jobs}, {@code turns}, {@code changes} and {@code done_operations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.wangge.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
