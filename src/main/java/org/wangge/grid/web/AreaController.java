package org.wangge.grid.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
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
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class AreaController {

    private final Divisions divisions;
    private final Offices offices;

    AreaController(Divisions divisions, Offices offices) {
        this.divisions = divisions;
        this.offices = offices;
    }

    @GetMapping("/divisions")
    Page<GridViews.DivisionView> listDivisions(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String parent,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        actor.require(Permission.AREA_READ);
        List<Division> all = Districts.of(actor).stream()
                .flatMap(district -> divisions.of(GridPath.of(district)).stream())
                .distinct()
                .filter(division -> parent == null || parent.equals(division.parentCode()))
                .sorted(Comparator.comparing(Division::code))
                .toList();
        return Page.cut(all, Division::code, "divisions:" + parent, limit, cursor, count)
                .map(division -> GridMapper.view(division, divisions.version(division.code()), locale));
    }

    @GetMapping("/offices")
    Page<GridViews.OfficeView> listOffices(
            Actor actor,
            Locale locale,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        actor.require(Permission.AREA_READ);
        List<Office> all = Districts.of(actor).stream()
                .flatMap(district -> offices.in(GridPath.of(district)).stream())
                .sorted(Comparator.comparing(Office::code))
                .toList();
        return Page.cut(all, Office::code, "offices", limit, cursor, count)
                .map(office -> GridMapper.view(office, offices, offices.version(office.code()), locale));
    }

    @GetMapping("/offices/{code}")
    ResponseEntity<GridViews.OfficeView> getOffice(Actor actor, Locale locale, @PathVariable String code) {
        actor.require(Permission.AREA_READ);
        Office office = offices.find(code)
                .filter(found -> actor.sharesDistrict(found.path()))
                .orElseThrow(() -> new Refused(Refusal.of("office.not-found", code)));
        long version = offices.version(office.code());
        return ResponseEntity.ok()
                .eTag(SeenVersion.etag(version))
                .body(GridMapper.view(office, offices, version, locale));
    }

    @GetMapping("/divisions/{code}")
    ResponseEntity<GridViews.DivisionView> getDivision(Actor actor, Locale locale, @PathVariable String code) {
        actor.require(Permission.AREA_READ);
        Division division = divisions
                .find(code)
                .filter(found -> Districts.of(actor).stream()
                        .anyMatch(
                                district -> divisions.of(GridPath.of(district)).contains(found)))
                .orElseThrow(() -> new Refused(Refusal.of("division.not-found", code)));
        long version = divisions.version(division.code());
        return ResponseEntity.ok().eTag(SeenVersion.etag(version)).body(GridMapper.view(division, version, locale));
    }

    @PostMapping("/divisions")
    Mono<ResponseEntity<GridViews.DivisionView>> createDivision(
            @Valid @RequestBody AreaBodies.DivisionBody body, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        Division division = body.division(AreaBodies.required(body.code(), "/code"));
        return divisions
                .create(division, actor, operation.over(body))
                .map(made -> division(
                        ResponseEntity.created(URI.create("/api/v1/divisions/" + division.code())), made, locale));
    }

    @PutMapping("/divisions/{code}")
    Mono<ResponseEntity<GridViews.DivisionView>> changeDivision(
            @PathVariable String code,
            @Valid @RequestBody AreaBodies.DivisionBody body,
            SeenVersion seen,
            Actor actor,
            Operation operation,
            Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        return divisions
                .change(body.division(code), seen, actor, operation.over(body))
                .map(changed -> division(ResponseEntity.ok(), changed, locale));
    }

    @PostMapping("/offices")
    Mono<ResponseEntity<GridViews.OfficeView>> createOffice(
            @Valid @RequestBody AreaBodies.OfficeBody body, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        String district = body.districtCode() == null ? Districts.of(actor).get(0) : body.districtCode();
        Office office = body.office(AreaBodies.required(body.code(), "/code"), district);
        return offices.create(office, actor, operation.over(body))
                .map(made ->
                        office(ResponseEntity.created(URI.create("/api/v1/offices/" + office.code())), made, locale));
    }

    @PutMapping("/offices/{code}")
    Mono<ResponseEntity<GridViews.OfficeView>> changeOffice(
            @PathVariable String code,
            @Valid @RequestBody AreaBodies.OfficeBody body,
            SeenVersion seen,
            Actor actor,
            Operation operation,
            Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        String district = offices.find(code)
                .filter(found -> found.code().equals(code))
                .map(found -> found.path().district())
                .orElseThrow(() -> new Refused(Refusal.of("office.not-found", code)));
        return offices.change(body.office(code, district), seen, actor, operation.over(body))
                .map(changed -> office(ResponseEntity.ok(), changed, locale));
    }

    private static ResponseEntity<GridViews.DivisionView> division(
            ResponseEntity.BodyBuilder response, Divisions.Written<Division> written, Locale locale) {
        return answer(response, written).body(GridMapper.view(written.area(), written.version(), locale));
    }

    private ResponseEntity<GridViews.OfficeView> office(
            ResponseEntity.BodyBuilder response, Divisions.Written<Office> written, Locale locale) {
        return answer(response, written).body(GridMapper.view(written.area(), offices, written.version(), locale));
    }

    private static ResponseEntity.BodyBuilder answer(
            ResponseEntity.BodyBuilder response, Divisions.Written<?> written) {
        if (written.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(written.version()));
    }
}
