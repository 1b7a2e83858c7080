package org.wangge.notification;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

/** Loads the policies before the first event is told of, and again when another instance changed some. */
@Component
@Order(100)
class NoticePolicyRefresh implements Keeper {

    private final NoticePolicies policies;

    NoticePolicyRefresh(NoticePolicies policies) {
        this.policies = policies;
    }

    @Override
    public Mono<Void> run() {
        return policies.refreshIfChanged().then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.NOTICE_POLICIES);
    }
}
