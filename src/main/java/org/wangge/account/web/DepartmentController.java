package org.wangge.account.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Locale;
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
import org.wangge.account.Departments;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The departments of the reader's district, and their administration. */
@RestController
@RequestMapping("/api/v1/departments")
class DepartmentController {

    private final Departments departments;

    DepartmentController(Departments departments) {
        this.departments = departments;
    }

    record NamesBody(
            @NotBlank @Size(max = 80) String zh,
            @Size(max = 80) @Nullable String en) {
        LocalizedText toText() {
            return new LocalizedText(zh.strip(), en == null ? "" : en.strip());
        }
    }

    record NewDepartment(
            @NotNull @Pattern(regexp = "[0-9A-Z]{1,20}(-[0-9A-Z]{1,20})?")
            String code,

            @NotNull @Valid NamesBody names,
            @NotBlank @Size(max = 20) String officeCode) {}

    /** What may be changed; what the department itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"code", "name", "officeCode", "version"})
    record DepartmentChange(
            @NotNull @Valid NamesBody names, @Nullable Boolean retired) {}

    record DepartmentView(
            String code, String name, LocalizedText names, String officeCode, boolean retired, long version) {
        static DepartmentView of(Departments.View view, Locale locale) {
            return new DepartmentView(
                    view.department().code(),
                    view.department().name().in(locale),
                    view.department().name(),
                    view.department().officeCode(),
                    view.retired(),
                    view.version());
        }
    }

    @GetMapping
    Mono<Page<DepartmentView>> list(
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        actor.require(Permission.AREA_READ);
        return departments
                .list(actor, office, retired)
                .collectList()
                .map(all -> Page.cut(
                        all, view -> view.department().code(), "departments:" + office + retired, limit, cursor, count))
                .map(page -> page.map(view -> DepartmentView.of(view, locale)));
    }

    @GetMapping("/{code}")
    Mono<ResponseEntity<DepartmentView>> get(@PathVariable String code, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return departments.get(code, actor).map(view -> answer(ResponseEntity.ok(), view, locale));
    }

    @PostMapping
    Mono<ResponseEntity<DepartmentView>> create(
            @Valid @RequestBody NewDepartment body, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        return departments
                .create(body.code(), body.names().toText(), body.officeCode(), actor, operation.over(body))
                .map(made -> {
                    ResponseEntity.BodyBuilder response =
                            ResponseEntity.created(URI.create("/api/v1/departments/" + body.code()));
                    if (made.replayed()) {
                        response.header("Idempotency-Replayed", "true");
                    }
                    return answer(response, made.view(), locale);
                });
    }

    @PutMapping("/{code}")
    Mono<ResponseEntity<DepartmentView>> change(
            @PathVariable String code, @Valid @RequestBody DepartmentChange body, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return departments
                .change(code, body.names().toText(), body.retired(), call)
                .map(view -> answer(ResponseEntity.ok(), view, call.locale()));
    }

    private static ResponseEntity<DepartmentView> answer(
            ResponseEntity.BodyBuilder response, Departments.View view, Locale locale) {
        return response.eTag(SeenVersion.etag(view.version())).body(DepartmentView.of(view, locale));
    }
}
