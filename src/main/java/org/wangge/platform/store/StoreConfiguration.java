package org.wangge.platform.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.wangge.work.StoreReach;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    ReactiveMongoTemplate reactiveMongoTemplate(
            ReactiveMongoDatabaseFactory databases, MongoConverter converter, StoreReach reach) {
        return new StoreTemplate(databases, converter, reach::isAway, reach.lost());
    }
}
