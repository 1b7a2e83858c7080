package org.wangge.checklist.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import java.time.Period;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.Checklists;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

@WanggeTest
class ChecklistsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private Checklists checklists;

    @Test
    void the_twelve_lists_are_there_with_all_their_items() {
        JsonNode page = town.get("worker-001-1", "/api/v1/checklists");
        assertThat(page.get("items")
                        .valueStream()
                        .filter(list -> list.get("version").intValue() == 1)
                        .filter(list -> !list.get("code").stringValue().startsWith("TEST"))
                        .mapToInt(list -> list.get("items").intValue())
                        .sum())
                .isEqualTo(162);
        Checklist fuel = value(checklists.current("JIAYOU"));
        assertThat(fuel.inspectors()).isEqualTo(2);
        assertThat(fuel.categoryCode()).isEqualTo("G0211");
        Checklist kitchen = value(checklists.current("CANYIN"));
        assertThat(kitchen.inspectors()).isEqualTo(1);
        assertThat(kitchen.item("CANYIN-01")).hasValueSatisfying(item -> {
            assertThat(item.severity()).isEqualTo(Severity.HIGH);
            assertThat(item.judge()).isEqualTo(Judge.DEPT);
            assertThat(item.aloneMajor()).isTrue();
            assertThat(item.deadline()).isEqualTo(Period.ZERO);
        });
        assertThat(kitchen.item("CANYIN-12").orElseThrow().deadline()).isEqualTo(Period.ofDays(3));
    }
}
