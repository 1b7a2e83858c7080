package org.wangge.routing.web;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.routing.RuleSetView;
import org.wangge.routing.RuleSets;
import org.wangge.shared.Reading;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Answers to writes of rule sets; each that changed something is told with its difference first. */
@Component
class RuleSetAnswers {

    private final ReferenceChanges audit;

    RuleSetAnswers(ReferenceChanges audit) {
        this.audit = audit;
    }

    Mono<ResponseEntity<RuleSetView>> told(Mono<RuleSets.Done> write, Reading reading) {
        return write.flatMap(done -> told(done, reading)).map(done -> answer(ResponseEntity.ok(), done));
    }

    Mono<RuleSets.Done> told(RuleSets.Done done, Reading reading) {
        return done.difference().isEmpty()
                ? Mono.just(done)
                : audit.changed(
                                reading,
                                ReadKind.ROUTING_RULES_CHANGE,
                                "routing-rules/" + done.view().version(),
                                done.difference())
                        .thenReturn(done);
    }

    static ResponseEntity<RuleSetView> answer(ResponseEntity.BodyBuilder response, RuleSets.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().revision())).body(done.view());
    }
}
