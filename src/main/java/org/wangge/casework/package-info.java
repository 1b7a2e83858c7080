/**
 * Cases: from a report through filing, dispatch, handling and checking to the close.
 *
 * <p>Face: {@link org.wangge.casework.Cases}. Publishes {@link org.wangge.casework.events.CaseEvent}. Uses {@code category}, {@code dutylist},
 * {@code grid}, {@code account}, {@code reason}, {@code routing}, {@code media}, {@code table} and {@code work}. Owns {@code cases}, {@code case_journal} and
 * {@code counters}. Invariants: every change is one guarded write of one document, with its timeline line and its event; the
 * timeline is a chain of hashes and only grows; who may do what stands in one table, {@code CaseMachine};
 * words are found within sentences by {@code CaseFile.search}, of which the index of grams (two Chinese characters, three letters or
 * digits) gives the candidates and the text itself the answer: nothing is missed, nothing is found wrongly; it costs an entry of the
 * index for each gram (some forty in a usual report, none when they are more than 400: such a case is always looked into);
 * what a phone recorded in good faith is never refused over metadata or over what changed meanwhile, it is marked as a doubt.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "category",
            "dutylist",
            "grid",
            "account",
            "reason",
            "routing",
            "media",
            "table",
            "listing",
            "work"
        })
package org.wangge.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
