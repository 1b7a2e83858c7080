package org.wangge.planning.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.planning.TaskState;
import org.wangge.work.Counted;

/** How many inspections were missed and not made up for. */
@Configuration(proxyBeanMethods = false)
class TaskCounts {

    @Bean
    Counted missedTasks(ReactiveMongoTemplate mongo) {
        return Counted.of(
                "wangge.tasks.missed",
                now -> mongo.count(Query.query(Criteria.where("state").is(TaskState.MISSED)), TaskStore.TASKS));
    }
}
