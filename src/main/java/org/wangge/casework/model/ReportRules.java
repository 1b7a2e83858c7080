package org.wangge.casework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.ReportCase;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** The little a report needs (field rule 1), and what cannot be. */
public final class ReportRules {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    private ReportRules() {}

    /** Refuses with all faults at once. */
    public static void check(ReportCase report, Instant now) {
        List<Fault> faults = new ArrayList<>();
        if (report.position() == null && report.gridCode() == null) {
            faults.add(Fault.of("/position", "case.no-place"));
        }
        boolean silent = report.description() == null || report.description().isBlank();
        if (silent && report.mediaIds().isEmpty()) {
            faults.add(Fault.of("/description", "case.nothing-said"));
        }
        checkTime(report.occurredAt(), "/occurredAt", now, faults);
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("case.invalid").withFaults(faults));
        }
    }

    private static void checkTime(@Nullable Instant time, String pointer, Instant now, List<Fault> faults) {
        if (time != null && time.isAfter(now.plus(CLOCK_ERROR))) {
            faults.add(Fault.of(pointer, "case.in-the-future"));
        }
    }
}
