package org.wangge.planning;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.planning.store.PlanStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Makes the tasks of all active plans as time comes nearer. */
@Component
class PlanRounds implements RecurringJob {

    private final PlanStore plans;
    private final TaskGeneration generation;

    PlanRounds(PlanStore plans, TaskGeneration generation) {
        this.plans = plans;
        this.generation = generation;
    }

    @Override
    public String name() {
        return "inspection-plans";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Void> run() {
        return plans.active().concatMap(generation::generate).then();
    }
}
