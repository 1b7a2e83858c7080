package org.wangge.casework.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.casework.CaseState;
import org.wangge.work.Counted;

/** How many cases are late, and how many nobody has said yet what they are about. */
@Configuration(proxyBeanMethods = false)
class CaseCounts {

    private static final String UNCLEAR = "G9999";

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
        Query unclear = Query.query(
                Criteria.where("category.code").is(UNCLEAR).and("state").in(CaseState.REPORTED, CaseState.VERIFYING));
        return Counted.of("wangge.cases.unclear", now -> mongo.count(unclear, CaseStore.CASES));
    }
}
