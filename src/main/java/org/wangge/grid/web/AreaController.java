package org.wangge.grid.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.directory.AreaVersion;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

@RestController
@RequestMapping("/api/v1")
class AreaController {

    private final Divisions divisions;
    private final Offices offices;
    private final AreaVersion version;

    AreaController(Divisions divisions, Offices offices, AreaVersion version) {
        this.divisions = divisions;
        this.offices = offices;
        this.version = version;
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
                .map(division -> GridMapper.view(division, locale));
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
                .map(office -> GridMapper.view(office, offices, version.now(), locale));
    }

    @GetMapping("/offices/{code}")
    ResponseEntity<GridViews.OfficeView> getOffice(Actor actor, Locale locale, @PathVariable String code) {
        actor.require(Permission.AREA_READ);
        Office office = offices.find(code)
                .filter(found -> actor.sharesDistrict(found.path()))
                .orElseThrow(() -> new Refused(Refusal.of("office.not-found", code)));
        long now = version.now();
        return ResponseEntity.ok().eTag("\"" + now + "\"").body(GridMapper.view(office, offices, now, locale));
    }
}
