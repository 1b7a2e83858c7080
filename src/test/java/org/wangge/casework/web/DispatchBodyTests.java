package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wangge.casework.web.CaseBodies.DispatchBody;
import org.wangge.shared.Reason;

class DispatchBodyTests {

    /** A dispatch that was sent to an earlier version and is repeated to this one is the same operation. */
    @Test
    void without_a_reason_its_text_is_that_of_earlier_versions() {
        assertThat(new DispatchBody("510703001-YJ", null, "快", null))
                .hasToString("DispatchBody[departmentCode=510703001-YJ, assigneeId=null, note=快]");
        assertThat(new DispatchBody("510703001-YJ", null, null, new Reason("URGENT", null)).toString())
                .contains("URGENT");
    }
}
