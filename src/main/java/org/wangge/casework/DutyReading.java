package org.wangge.casework;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.casework.model.CaseDuty;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseFileBuilder;
import org.wangge.dutylist.DutyLists;
import org.wangge.shared.LocalizedText;
import reactor.core.publisher.Mono;

/** Looks up to whom the matter of a case belongs: on the list of the area's own office, else on that of the office that handles it. */
@Component
class DutyReading {

    private final DutyLists lists;
    private final Departments departments;

    DutyReading(DutyLists lists, Departments departments) {
        this.lists = lists;
        this.departments = departments;
    }

    /** A new case with its duty. */
    Mono<CaseFile> on(CaseFile file) {
        return of(file.area(), file.category().code())
                .map(duty ->
                        CaseFileBuilder.builder(file).duty(duty.orElse(null)).build());
    }

    /** Empty when neither list names the category. */
    Mono<Optional<CaseDuty>> of(CaseFile.Area area, String category) {
        Optional<DutyLists.Duty> duty =
                lists.duty(area.areaOfficeCode(), category).or(() -> lists.duty(area.officeCode(), category));
        return duty.map(this::named).orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Mono<Optional<CaseDuty>> named(DutyLists.Duty duty) {
        String code = duty.leadDepartment();
        return code == null
                ? Mono.just(Optional.of(new CaseDuty(duty.dutyClass(), null, null, duty.version())))
                : departments
                        .findAny(code)
                        .map(Department::name)
                        .defaultIfEmpty(new LocalizedText(code, code))
                        .map(name -> Optional.of(new CaseDuty(duty.dutyClass(), code, name, duty.version())));
    }
}
