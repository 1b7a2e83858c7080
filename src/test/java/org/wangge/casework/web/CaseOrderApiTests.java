package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What is said first when more than one thing is wrong: whether it is there, then its state, then whose it is, then the body. */
@WanggeTest
class CaseOrderApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private void refused(String user, JsonNode file, String action, Map<String, ?> body, int status, String code) {
        JsonNode problem =
                Town.bodyOf(stories.act(user, file, action, body).expectStatus().isEqualTo(status));
        assertThat(problem.get("code").stringValue()).as(action).isEqualTo(code);
    }

    @Test
    void what_is_done_already_is_a_matter_of_the_state() {
        JsonNode file = stories.reported("再核实");
        stories.acted(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        stories.acted(OTHER_WORKER, file, "verify", Map.of("confirmed", true));
        refused(OTHER_WORKER, file, "verify", Map.of("confirmed", true), 409, "case.wrong-state");

        JsonNode resolved = stories.resolved("再核查");
        stories.acted(DISPATCHER, resolved, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        stories.acted(OTHER_WORKER, resolved, "check", Map.of("passed", true));
        refused(OTHER_WORKER, resolved, "check", Map.of("passed", true), 409, "case.wrong-state");
    }

    @Test
    void after_a_revoke_the_handler_hears_of_the_state() {
        JsonNode file = stories.handling("撤销以后");
        stories.acted(DISPATCHER, file, "revoke", because("WRONG_UNIT", ""));
        refused(HANDLER, file, "accept", Map.of(), 409, "case.wrong-state");
        refused(HANDLER, file, "return", because("NOT_OURS", ""), 409, "case.wrong-state");
        refused(HANDLER, file, "resolve", Map.of("result", "已打开"), 409, "case.wrong-state");
    }

    @Test
    void the_state_is_looked_at_before_what_the_body_names() {
        JsonNode file = stories.filed("状态在先");
        Map<String, ?> nobody = Map.of("assigneeId", UUID.randomUUID());
        refused(DISPATCHER, file, "request-verification", nobody, 409, "case.wrong-state");
        refused(DISPATCHER, file, "request-check", nobody, 409, "case.wrong-state");
        refused(DISPATCHER, file, "file", Map.of("conditionSeq", 99), 409, "case.wrong-state");
        JsonNode dispatched = stories.dispatched("状态在先");
        refused(DISPATCHER, dispatched, "dispatch", Map.of("departmentCode", "NOBODY"), 409, "case.wrong-state");
        refused(DISPATCHER, dispatched, "merge", Map.of("intoCaseId", UUID.randomUUID()), 409, "case.wrong-state");
        Map<String, ?> unknownPhoto = Map.of("result", "已打开", "mediaIds", List.of(UUID.randomUUID()));
        refused(HANDLER, dispatched, "resolve", unknownPhoto, 409, "case.wrong-state");
        stories.acted(HANDLER, dispatched, "accept", Map.of());
        stories.acted(HANDLER, dispatched, "resolve", unknownPhoto);
    }
}
