package org.wangge.casework;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Departments;
import org.wangge.casework.model.CaseDuty;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseFileBuilder;
import org.wangge.dutylist.DutyLists;
import org.wangge.shared.LocalizedText;

/** Looks up to whom the matter of a case belongs: on the list of the area's own office, else on that of the office that handles it. */
@Component
class DutyReading {

    private final DutyLists lists;
    private final Departments departments;

    DutyReading(DutyLists lists, Departments departments) {
        this.lists = lists;
        this.departments = departments;
    }

    /** A new case with its duty. Synchronous, from memory. */
    CaseFile on(CaseFile file) {
        return CaseFileBuilder.builder(file)
                .duty(of(file.area(), file.category().code()).orElse(null))
                .build();
    }

    /** Empty when neither list names the category. Synchronous, from memory. */
    Optional<CaseDuty> of(CaseFile.Area area, String category) {
        return lists.duty(area.areaOfficeCode(), category)
                .or(() -> lists.duty(area.officeCode(), category))
                .map(duty -> new CaseDuty(duty.dutyClass(), duty.leadDepartment(), name(duty), duty.version()));
    }

    private @Nullable LocalizedText name(DutyLists.Duty duty) {
        String code = duty.leadDepartment();
        return code == null
                ? null
                : departments
                        .known(code)
                        .map(view -> view.department().name())
                        .orElseGet(() -> new LocalizedText(code, code));
    }
}
