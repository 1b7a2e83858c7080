package org.wangge.audit.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.Audit;
import org.wangge.audit.ReadFilter;
import org.wangge.audit.ReadLine;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** Who looked at what is known of persons. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    record ActorView(String id, String name) {}

    record LineView(
            String id,
            Instant at,
            ActorView actor,
            String kind,
            String subject,
            String address,
            String requestId,
            @Nullable String purpose,
            @Nullable String change) {}

    @GetMapping
    Mono<Page<LineView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor) {
        actor.require(Permission.AUDIT_READ);
        return audit.list(ReadFilter.read(query), limit, cursor, actor).map(page -> page.map(AuditController::view));
    }

    private static LineView view(ReadLine line) {
        return new LineView(
                line.id().toString(),
                line.at(),
                new ActorView(line.actorId().toString(), line.actorName()),
                line.kind(),
                line.subject(),
                line.address(),
                line.requestId(),
                line.purpose(),
                line.change());
    }
}
