package org.wangge.notification.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.work.Counted;

/** How many notices wait to be pushed. */
@Configuration(proxyBeanMethods = false)
class PushCounts {

    @Bean
    Counted waitingPushes(ReactiveMongoTemplate mongo) {
        return Counted.of(
                "wangge.push.waiting",
                now -> mongo.count(Query.query(Criteria.where("push.dueAt").lte(now)), NoticeStore.NOTICES));
    }
}
