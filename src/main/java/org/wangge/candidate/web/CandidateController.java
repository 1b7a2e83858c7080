package org.wangge.candidate.web;

import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.candidate.Candidates;
import org.wangge.candidate.Candidates.CandidateView;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** To whom a case is best given. */
@RestController
class CandidateController {

    private final Candidates candidates;

    CandidateController(Candidates candidates) {
        this.candidates = candidates;
    }

    record CandidatesAnswer(List<CandidateView> items) {}

    @GetMapping("/api/v1/cases/{id}/candidates")
    Mono<CandidatesAnswer> candidates(@PathVariable String id, Actor actor, Locale locale) {
        return candidates.of(Ids.parse(id, "case.not-found"), actor, locale).map(CandidatesAnswer::new);
    }
}
