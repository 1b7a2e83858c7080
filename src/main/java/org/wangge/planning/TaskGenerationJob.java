package org.wangge.planning;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.store.PlanStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Makes the tasks of all active plans as time comes nearer. */
@Component
class TaskGenerationJob implements RecurringJob {

    private final PlanStore plans;
    private final TaskGeneration generation;
    private final JobItems items;

    TaskGenerationJob(PlanStore plans, TaskGeneration generation, JobItems items) {
        this.items = items;
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
    public Mono<Boolean> isNeeded() {
        return plans.active().hasElements();
    }

    @Override
    public Mono<Void> run() {
        return items.each(name(), items.readable(name(), plans.active()), PlanFile::id, 1, generation::generate);
    }
}
