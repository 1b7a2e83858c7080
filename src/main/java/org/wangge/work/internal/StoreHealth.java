package org.wangge.work.internal;

import java.time.Duration;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether the database answers. In place of Boot's, by its name, which lists the names of all databases to anybody. */
@Component("mongoHealthContributor")
class StoreHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReactiveMongoTemplate template;

    StoreHealth(ReactiveMongoTemplate template) {
        this.template = template;
    }

    @Override
    public Mono<Health> health() {
        return template.executeCommand(new Document("ping", 1))
                .timeout(PATIENCE)
                .map(answer -> Health.up().build())
                .onErrorResume(failure -> Mono.just(
                        Health.down().withDetail("database", "does not answer").build()));
    }
}
