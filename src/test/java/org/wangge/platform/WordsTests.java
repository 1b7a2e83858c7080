package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.dutylist.DutyClass;
import org.wangge.hazard.Acceptor;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.inspection.InspectionState;
import org.wangge.inspection.model.InspectionAction;
import org.wangge.place.PlaceState;
import org.wangge.place.model.PlaceAction;
import org.wangge.planning.PlanState;
import org.wangge.planning.PlanStep;
import org.wangge.planning.TaskState;
import org.wangge.planning.model.TaskAction;
import org.wangge.rehearsal.ReplayState;
import org.wangge.routing.OverlayKind;
import org.wangge.routing.RuleSetAction;
import org.wangge.routing.RuleSetState;
import org.wangge.routing.model.RuleSetChange;
import org.wangge.routing.rules.exchange.ReadRules;
import org.wangge.warning.WarningAction;
import org.wangge.warning.WarningState;

/** A grid worker who is told "no" reads the state of the case in words, not in the code of the contract. */
class WordsTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                CaseState.class,
                CaseAction.class,
                HazardState.class,
                HazardLevel.class,
                HazardAction.class,
                Acceptor.class,
                InspectionState.class,
                InspectionAction.class,
                PlaceState.class,
                PlaceAction.class,
                PlanState.class,
                PlanStep.class,
                TaskState.class,
                TaskAction.class,
                StepOutcome.class,
                DutyClass.class,
                RuleSetState.class,
                RuleSetAction.class,
                RuleSetChange.RowFate.class,
                OverlayKind.class,
                ReplayState.class,
                WarningState.class,
                WarningAction.class,
                ReadRules.Code.class
            })
    void every_state_and_step_has_a_name_in_both_languages(Class<? extends Enum<?>> type) throws IOException {
        for (String bundle : new String[] {"words.properties", "words_en.properties"}) {
            Properties words = new Properties();
            try (Reader file =
                    Files.newBufferedReader(Path.of("src/main/resources/messages", bundle), StandardCharsets.UTF_8)) {
                words.load(file);
            }
            assertThat(Stream.of(type.getEnumConstants()))
                    .allSatisfy(constant -> assertThat(
                                    words.getProperty("word." + type.getSimpleName() + "." + constant.name()))
                            .as("%s %s", bundle, constant)
                            .isNotBlank());
        }
    }
}
