package org.wangge.account.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.RolePermissions;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** What each role may do: to be read and changed by administrators. */
@RestController
@RequestMapping("/api/v1/permissions")
class PermissionController {

    private final RolePermissions permissions;

    PermissionController(RolePermissions permissions) {
        this.permissions = permissions;
    }

    /** All that the role may do; what is read with it may come back and is not heeded. */
    @JsonIgnoreProperties({"role", "version", "history"})
    record PermissionsRequest(@NotNull Set<@NotNull Permission> permissions) {}

    @GetMapping("/{role}")
    Mono<ResponseEntity<RolePermissions.View>> get(@PathVariable String role, Actor actor) {
        actor.require(Permission.ACCOUNT_EDIT);
        return permissions.find(role(role)).map(PermissionController::answer);
    }

    @PutMapping("/{role}")
    Mono<ResponseEntity<RolePermissions.View>> change(
            @PathVariable String role, @Valid @RequestBody PermissionsRequest body, Call call) {
        call.actor().require(Permission.ACCOUNT_EDIT);
        return permissions.change(role(role), body.permissions(), call).map(PermissionController::answer);
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new Refused(Refusal.of("permission.no-such-role"));
    }

    private static ResponseEntity<RolePermissions.View> answer(RolePermissions.View view) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(view.version())).body(view);
    }
}
