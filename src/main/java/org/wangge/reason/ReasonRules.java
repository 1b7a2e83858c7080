package org.wangge.reason;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What a list of reasons must look like. */
final class ReasonRules {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,40}");
    private static final int LONGEST = 100;
    private static final int MOST = 100;

    private ReasonRules() {}

    /** Refuses {@code reason.invalid} with the codes at fault. */
    static void check(ReasonList list) {
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < list.codes().size(); index++) {
            ReasonList.Code code = list.codes().get(index);
            String at = "/codes/" + index;
            if (!CODE.matcher(code.code()).matches() || !seen.add(code.code())) {
                faults.add(Fault.of(at + "/code", "reason.code-invalid", code.code()));
            }
            if (isWrong(code.texts().zh())) {
                faults.add(Fault.of(at + "/texts/zh", "reason.text-invalid", LONGEST));
            }
            if (isWrong(code.texts().en())) {
                faults.add(Fault.of(at + "/texts/en", "reason.text-invalid", LONGEST));
            }
        }
        if (list.open().isEmpty() || list.codes().size() > MOST) {
            faults.add(Fault.of("/codes", "reason.codes-invalid", MOST));
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("reason.invalid").withFaults(faults));
        }
    }

    private static boolean isWrong(String text) {
        return text.isBlank() || text.codePointCount(0, text.length()) > LONGEST;
    }
}
