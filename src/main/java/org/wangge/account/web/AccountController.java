package org.wangge.account.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.AccountDraft;
import org.wangge.account.AccountFilter;
import org.wangge.account.AccountView;
import org.wangge.account.Accounts;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The account itself, the people of an area, and their administration. */
@RestController
@RequestMapping("/api/v1")
class AccountController {

    private static final String ABSENT = "account.not-found";

    private final Accounts accounts;
    private final PersonalReads reads;

    AccountController(Accounts accounts, PersonalReads reads) {
        this.reads = reads;
        this.accounts = accounts;
    }

    /** That somebody answers for a grid. */
    record GridBody(
            @NotBlank @Size(max = 20) String code, @NotNull ResponsibleWorker.Duty duty) {}

    /** What an administrator says; what the account itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"id", "state", "lastSignInAt", "version", "openActions"})
    record AccountRequest(
            @NotBlank @Size(max = 64) String username,
            @NotBlank @Size(max = 80) String name,
            @Size(max = 60) @Nullable String phone,
            @Size(max = 200) @Nullable String password,
            @NotEmpty Set<@NotNull Role> roles,
            @NotEmpty @Size(max = 200) List<@NotBlank String> scopes,
            @Size(max = 20) @Nullable String officeCode,
            @Size(max = 50) @Nullable Set<@NotBlank String> departments,
            @Pattern(regexp = "zh-CN|en") @Nullable String locale,
            @Size(max = 200) @Nullable String externalSubject,

            @Size(max = 200) @Nullable List<@NotNull @Valid GridBody> grids) {

        AccountDraft toDraft() {
            return new AccountDraft(
                    username,
                    name,
                    phone,
                    // Sorted, so that the same request reads the same and its repeat is known as one.
                    new TreeSet<>(roles),
                    scopes,
                    officeCode,
                    departments == null ? Set.of() : new TreeSet<>(departments),
                    locale,
                    externalSubject,
                    grids == null
                            ? null
                            : grids.stream()
                                    .map(grid -> new AccountDraft.GridDuty(grid.code(), grid.duty()))
                                    .toList());
        }
    }

    record PasswordRequest(@NotNull @Size(max = 200) String password) {}

    @GetMapping("/me")
    Mono<MyView> me(Actor actor) {
        return accounts.self(actor).map(account -> MyView.of(account, actor));
    }

    @GetMapping("/accounts")
    Mono<Page<AccountView>> list(
            QueryValues query,
            @RequestParam(required = false) @Size(max = 40) @Pattern(regexp = "\\P{Cc}*") @Nullable String q,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.ACCOUNT_READ);
        return accounts.list(actor, AccountFilter.read(query), limit, cursor, count);
    }

    @GetMapping("/accounts/{id}")
    Mono<ResponseEntity<AccountView>> find(@PathVariable String id, Reading reading) {
        reading.actor().require(Permission.ACCOUNT_READ);
        return accounts.find(Ids.parse(id, ABSENT), reading.actor())
                .delayUntil(account -> account.id().equals(reading.actor().id())
                        ? Mono.empty()
                        : reads.tell(reading, ReadKind.ACCOUNT, account.id().toString()))
                .map(AccountController::withVersion);
    }

    @PostMapping("/accounts")
    Mono<ResponseEntity<AccountView>> create(
            @Valid @RequestBody AccountRequest body, Actor actor, Operation operation) {
        actor.require(Permission.ACCOUNT_EDIT);
        AccountDraft draft = body.toDraft();
        return accounts.create(draft, body.password(), actor, operation.over(draft))
                .map(AccountController::created);
    }

    private static ResponseEntity<AccountView> created(Accounts.Done made) {
        return answer(
                ResponseEntity.created(
                        URI.create("/api/v1/accounts/" + made.view().id())),
                made);
    }

    private static ResponseEntity<AccountView> answer(ResponseEntity.BodyBuilder response, Accounts.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @PutMapping("/accounts/{id}")
    Mono<ResponseEntity<AccountView>> change(
            @PathVariable String id, @Valid @RequestBody AccountRequest body, Call call) {
        call.actor().require(Permission.ACCOUNT_EDIT);
        if (body.password() != null) {
            throw new Refused(Refusal.of("account.invalid")
                    .withFaults(List.of(Refusal.Fault.of("/password", "account.password-elsewhere"))));
        }
        AccountDraft draft = body.toDraft();
        return accounts.change(Ids.parse(id, ABSENT), draft, call.over(draft)).map(AccountController::withVersion);
    }

    @PostMapping("/accounts/{id}/actions/reset-password")
    Mono<ResponseEntity<AccountView>> resetPassword(
            @PathVariable String id, @Valid @RequestBody PasswordRequest body, Call call) {
        call.actor().require(Permission.ACCOUNT_EDIT);
        return accounts.resetPassword(Ids.parse(id, ABSENT), body.password(), call)
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/accounts/{id}/actions/{action:disable|enable|unlock}")
    Mono<ResponseEntity<AccountView>> act(@PathVariable String id, @PathVariable String action, Call call) {
        call.actor().require(Permission.ACCOUNT_EDIT);
        UUID account = Ids.parse(id, ABSENT);
        Mono<Accounts.Done> acted = switch (action) {
            case "disable" -> accounts.disable(account, call);
            case "enable" -> accounts.enable(account, call);
            default -> accounts.unlock(account, call);
        };
        return acted.map(done -> answer(ResponseEntity.ok(), done));
    }

    private static ResponseEntity<AccountView> withVersion(AccountView view) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(view.version())).body(view);
    }
}
