package org.wangge.place.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.place.OpenHazard;
import org.wangge.place.PlaceSettings;
import org.wangge.place.RiskColour;

class RiskScoringTests {

    private static final PlaceSettings.Risk USUAL = new PlaceSettings.Risk(8, 18, 36, 4);

    /** Scores with a blank between them; a major hazard has an M behind its score. */
    private static List<OpenHazard> hazards(String open) {
        List<OpenHazard> hazards = new ArrayList<>();
        if (open != null) {
            for (String each : open.split(" ", -1)) {
                boolean major = each.endsWith("M");
                int score = Integer.parseInt(each.replace("M", ""));
                hazards.add(new OpenHazard(new UUID(0, hazards.size()), "YH-" + (hazards.size() + 1), score, major));
            }
        }
        return hazards;
    }

    @ParameterizedTest
    @CsvSource({
        // the kind's own risk, the open hazards, what comes of it
        "1,,1,BLUE",
        "8,,8,BLUE",
        "9,,9,YELLOW",
        "18,,18,YELLOW",
        "19,,19,ORANGE",
        "36,,36,ORANGE",
        "37,,37,RED",
        "16,2,16,YELLOW",
        "16,16,16,YELLOW",
        "16,24,24,ORANGE",
        "16,2 2,20,ORANGE",
        "16,24 2 2,32,ORANGE",
        "16,24 2 2 2 2,40,RED",
        "8,1M,64,RED",
        "32,60 60 60,64,RED",
        "8,0,8,BLUE",
        "8,99,64,RED",
    })
    void the_score_is_the_worst_of_all_and_a_little_for_each_further_hazard(
            int inherent, String open, int score, RiskColour colour) {
        Risk risk = RiskScoring.score(inherent, hazards(open), USUAL);
        assertThat(risk.score()).isEqualTo(score);
        assertThat(risk.colour()).isEqualTo(colour);
        int sum = risk.reasons().stream().mapToInt(RiskReason::points).sum();
        assertThat(sum).as("the reasons explain all of it").isEqualTo(score);
    }

    @Test
    void the_reasons_name_the_worst_hazard_first_whatever_the_order_they_came_in() {
        Risk risk = RiskScoring.score(8, hazards("4 12 12M"), USUAL);
        assertThat(risk.reasons())
                .extracting(RiskReason::code, RiskReason::hazardNumber, RiskReason::points)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RiskReason.Code.MAJOR_HAZARD, "YH-3", 64),
                        org.assertj.core.groups.Tuple.tuple(RiskReason.Code.FURTHER_HAZARD, "YH-2", 0),
                        org.assertj.core.groups.Tuple.tuple(RiskReason.Code.FURTHER_HAZARD, "YH-1", 0));
        List<OpenHazard> turned = new ArrayList<>(hazards("4 12 12M"));
        java.util.Collections.reverse(turned);
        assertThat(RiskScoring.score(8, turned, USUAL)).isEqualTo(risk);
    }

    @Test
    void the_limits_are_a_matter_of_settings() {
        PlaceSettings.Risk strict = new PlaceSettings.Risk(2, 4, 6, 10);
        assertThat(RiskScoring.score(7, List.of(), strict).colour()).isEqualTo(RiskColour.RED);
        assertThat(RiskScoring.score(2, hazards("1 1"), strict).score()).isEqualTo(12);
    }
}
