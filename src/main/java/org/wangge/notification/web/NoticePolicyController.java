package org.wangge.notification.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticePolicies;
import org.wangge.notification.NoticePolicy;
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.Condition;
import org.wangge.notification.model.Grouping;
import org.wangge.notification.model.Row;
import org.wangge.notification.model.Urgency;
import org.wangge.notification.model.Way;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reading is open to everyone who is signed in: whoever works may know who is told of it. */
@RestController
@RequestMapping("/api/v1/notice-policies")
class NoticePolicyController {

    private static final int MOST_ROWS = 40;

    private final NoticePolicies policies;
    private final ReferenceChanges audit;

    NoticePolicyController(NoticePolicies policies, ReferenceChanges audit) {
        this.policies = policies;
        this.audit = audit;
    }

    record RowBody(
            @NotNull Audience audience,
            @NotNull NoticeKind notice,
            @Size(max = 10) @Nullable List<@NotNull Condition> when,
            @Size(max = 10) @Nullable List<@NotNull Condition> unless,
            @NotNull @Size(max = 10) List<@NotNull Way> channels,
            @NotNull Urgency urgency,
            @NotNull Grouping grouping) {

        Row row() {
            return new Row(audience, notice, orNone(when), orNone(unless), channels, urgency, grouping);
        }

        private static List<Condition> orNone(@Nullable List<Condition> conditions) {
            return conditions == null ? List.of() : conditions;
        }
    }

    /** What the policy itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"kind", "version"})
    record PutNoticePolicyRequest(
            @NotNull @Size(max = MOST_ROWS) List<@NotNull @Valid RowBody> rows) {}

    @GetMapping
    Page<NoticePolicy> list(
            Actor actor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        return Page.cut(List.copyOf(policies.all()), NoticePolicy::kind, "notice-policies", limit, cursor, count);
    }

    @GetMapping("/{kind}")
    ResponseEntity<NoticePolicy> get(Actor actor, @PathVariable String kind) {
        return answer(policies.get(kind));
    }

    @PutMapping("/{kind}")
    Mono<ResponseEntity<NoticePolicy>> put(
            Actor actor,
            SeenVersion seen,
            Reading reading,
            @PathVariable String kind,
            @Valid @RequestBody PutNoticePolicyRequest body) {
        actor.require(Permission.REFERENCE_EDIT);
        return policies.put(kind, body.rows().stream().map(RowBody::row).toList(), seen)
                .delayUntil(done -> told(done, reading))
                .map(done -> answer(done.policy()));
    }

    private Mono<Void> told(NoticePolicies.Done done, Reading reading) {
        return done.difference().isEmpty()
                ? Mono.empty()
                : audit.changed(
                        reading,
                        ReadKind.NOTICE_POLICY_CHANGE,
                        "notice-policies/" + done.policy().kind(),
                        done.difference());
    }

    private static ResponseEntity<NoticePolicy> answer(NoticePolicy policy) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(policy.version())).body(policy);
    }
}
