package org.wangge.hazard.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.hazard.HazardState;
import org.wangge.work.Counted;

/** How many hazards are late. */
@Configuration(proxyBeanMethods = false)
class LateHazards {

    @Bean
    Counted overdueHazards(ReactiveMongoTemplate mongo) {
        return Counted.of(
                "wangge.hazards.overdue",
                now -> mongo.count(
                        Query.query(Criteria.where("state")
                                .in(HazardState.FOUND, HazardState.NOTICED, HazardState.RECTIFYING)
                                .and("dueAt")
                                .lt(now)),
                        HazardStore.HAZARDS));
    }
}
