package org.wangge.casework.store;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.casework.CaseState;
import org.wangge.casework.Unclear;
import org.wangge.work.Counted;

/** How many cases are late, how many are unclear, and for how long the oldest of them. */
@Configuration(proxyBeanMethods = false)
class CaseCounts {

    @Bean
    Counted overdueCases(ReactiveMongoTemplate mongo) {
        return Counted.of(
                "wangge.cases.overdue",
                now -> mongo.count(
                        Query.query(Criteria.where("state")
                                .in(CaseState.open())
                                .and("dueAt")
                                .lt(now)),
                        CaseStore.CASES));
    }

    @Bean
    Counted unclearCases(ReactiveMongoTemplate mongo) {
        return Counted.of("wangge.cases.unclear", now -> mongo.count(unclear(), CaseStore.CASES));
    }

    @Bean
    Counted ageOfUnclearCases(ReactiveMongoTemplate mongo) {
        Query oldest = unclear().with(Sort.by("reportedAt")).limit(1);
        oldest.fields().include("reportedAt");
        return Counted.of(
                "wangge.cases.unclear.age",
                now -> mongo.find(oldest, Reported.class, CaseStore.CASES)
                        .next()
                        .map(one -> Math.max(
                                0, Duration.between(one.reportedAt(), now).toSeconds()))
                        .defaultIfEmpty(0L));
    }

    private record Reported(Instant reportedAt) {}

    private static Query unclear() {
        return Query.query(Criteria.where("unclear")
                .in(Stream.of(Unclear.values()).map(Enum::name).toList()));
    }
}
