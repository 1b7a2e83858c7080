package org.wangge.casework.model;

import java.util.ArrayList;
import java.util.List;
import org.wangge.casework.ReportCase;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** The little a report needs (field rule 1). */
public final class ReportRules {

    private ReportRules() {}

    /** Refuses with all faults at once. */
    public static void check(ReportCase report) {
        List<Fault> faults = new ArrayList<>();
        if (report.position() == null && report.gridCode() == null) {
            faults.add(Fault.of("/position", "case.no-place"));
        }
        boolean silent = report.description() == null || report.description().isBlank();
        if (silent && report.mediaIds().isEmpty()) {
            faults.add(Fault.of("/description", "case.nothing-said"));
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("case.invalid").withFaults(faults));
        }
    }
}
