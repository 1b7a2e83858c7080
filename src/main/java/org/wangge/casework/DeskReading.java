package org.wangge.casework;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.casework.model.BetweenOffices.Assisting;
import org.wangge.casework.model.CaseContext;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Desk;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads whose desk a command names, and refuses what is no desk of the district. */
@Component
class DeskReading {

    private final Offices offices;
    private final Departments departments;

    DeskReading(Offices offices, Departments departments) {
        this.offices = offices;
        this.departments = departments;
    }

    /** Where the rules put a report, with all whose people work there. */
    Desk of(RoutingDecision routing) {
        RoutingDecision.Desk routed = routing.desk();
        return offices.find(routed.code())
                .map(office -> desk(office, routing.officeCode()))
                .orElseGet(() -> Desk.of(routed));
    }

    private Function<Office, Desk> deskFor(CaseFile file) {
        return office -> desk(office, file.area().officeCode());
    }

    /**
     * The desk of an office as it is today. For its own ground a zone has the people of that ground, and not those of all that it
     * hosts; for other ground it has them all.
     */
    private Desk desk(Office office, String handlingCode) {
        if (office.code().equals(handlingCode)) {
            return new Desk(
                    DeskKind.OFFICE,
                    office.code(),
                    office.names(),
                    List.of(office.path().value()));
        }
        List<String> areas = Stream.concat(Stream.of(office.path()), offices.areasHandledBy(office.code()).stream())
                .map(GridPath::value)
                .distinct()
                .toList();
        return new Desk(DeskKind.OFFICE, office.code(), office.names(), areas);
    }

    private Optional<Office> living(String code, GridPath area) {
        return offices.find(code)
                .map(found -> offices.responsibleFor(found.path()).handling())
                .filter(found ->
                        offices.in(area).stream().anyMatch(today -> today.code().equals(found.code())));
    }

    private Desk officeOrRefuse(String code, String pointer, CaseFile file) {
        return living(code, file.area().gridPath())
                .map(deskFor(file))
                .orElseThrow(() -> new Refused(Refusal.field("case.office-unknown", pointer, code)));
    }

    Mono<CaseContext> offered(CaseContext facts, CaseFile file, CaseCommand.Transfer transfer) {
        return Mono.fromSupplier(() -> facts.with(officeOrRefuse(transfer.officeCode(), "/officeCode", file)));
    }

    /** Who refuses says why. */
    CaseContext answered(CaseContext facts, CaseCommand.AnswerTransfer answer) {
        if (!answer.accept() && answer.reason() == null) {
            throw new Refused(
                    Refusal.of("request.invalid").withFaults(List.of(Refusal.Fault.of("/reason", "field.required"))));
        }
        return facts;
    }

    Mono<CaseContext> arbitrated(CaseContext facts, CaseFile file, CaseCommand.Arbitrate word) {
        String lead = word.leadDepartment();
        if (word.officeCode() == null && lead == null) {
            return Mono.error(() -> new Refused(Refusal.field("case.arbitration-empty", "/officeCode")));
        }
        Mono<CaseContext> led = lead == null
                ? Mono.just(facts)
                : department(lead, file)
                        .map(facts::with)
                        .switchIfEmpty(Mono.error(
                                () -> new Refused(Refusal.field("case.department-unknown", "/leadDepartment", lead))));
        return led.flatMap(known -> Flux.range(0, word.assisting().size())
                .concatMap(at -> assisting(word.assisting().get(at), "/assisting/" + at, file))
                .filter(assisting ->
                        !assisting.code().equals(lead) && !assisting.code().equals(word.officeCode()))
                .distinct()
                .collectList()
                .map(all -> known.assistedBy(all).with(desk(word.officeCode(), known.department(), file))));
    }

    /** Of the office named, else of the lead: an office's department is dispatched to by its office, a bureau by the district. */
    private Desk desk(@Nullable String officeCode, @Nullable Department lead, CaseFile file) {
        if (officeCode != null) {
            return officeOrRefuse(officeCode, "/officeCode", file);
        }
        return Optional.ofNullable(lead)
                .flatMap(department ->
                        living(department.officeCode(), file.area().gridPath()))
                .map(deskFor(file))
                .orElseGet(() -> Desk.district(file.area().gridPath()));
    }

    private Mono<Department> department(String code, CaseFile file) {
        return departments
                .find(code)
                .filter(found -> found.district().equals(file.area().gridPath().district()));
    }

    private Mono<Assisting> assisting(String code, String pointer, CaseFile file) {
        return department(code, file)
                .map(found -> new Assisting(found.code(), found.name(), List.of()))
                .switchIfEmpty(Mono.defer(
                        () -> Mono.justOrEmpty(living(code, file.area().gridPath()))
                                .map(deskFor(file))
                                .map(desk -> new Assisting(desk.code(), desk.name(), desk.areas()))))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("case.assisting-unknown", pointer, code))));
    }

    /** Where a case goes whose office has ended: to the office that is responsible for its area now, else to the district. */
    CaseContext moved(CaseContext facts, CaseFile file) {
        GridPath area = file.area().gridPath();
        return facts.with(living(file.desk().code(), area)
                .or(() -> living(file.area().areaOfficeCode(), area))
                .map(deskFor(file))
                .orElseGet(() -> Desk.district(area)));
    }
}
