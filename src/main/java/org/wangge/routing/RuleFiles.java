package org.wangge.routing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;
import org.wangge.routing.model.RuleSetContent;
import org.wangge.routing.model.StoredRule;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.DmnReader;
import org.wangge.routing.rules.exchange.ReadRules;
import org.wangge.routing.rules.exchange.RuleDmn;
import org.wangge.routing.rules.exchange.RuleSheet;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Rule sets as files of other programs: a workbook, and a decision table of DMN 1.5. */
@Component
public class RuleFiles {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RuleSets sets;
    private final Blocking blocking;

    RuleFiles(RuleSets sets, Blocking blocking) {
        this.sets = sets;
        this.blocking = blocking;
    }

    /** A sheet. */
    public record Sheet(List<String> headings, List<List<String>> rows) {}

    /** The rows of a rule set as a sheet; refuses {@code routing-rules.not-found}. */
    public Mono<Sheet> sheet(int number, Actor actor) {
        return rules(number, actor)
                .map(rules -> new Sheet(
                        RuleSheet.headings(), rules.stream().map(RuleSheet::row).toList()));
    }

    /** The rows of a rule set as DMN; refuses {@code routing-rules.not-found}. */
    public Mono<byte[]> dmn(int number, Actor actor) {
        return rules(number, actor).flatMap(rules -> blocking.call(LONGEST, () -> RuleDmn.of(rules)));
    }

    private Mono<List<Rule>> rules(int number, Actor actor) {
        actor.require(Permission.AREA_READ);
        return sets.visible(number, actor).map(file -> file.rules());
    }

    /**
     * Gives a draft the rows of a workbook; examples and clock profiles stay. Refuses {@code routing-rules.file} with the rows and columns that
     * cannot be read, and then the draft stays as it is; else as {@link RuleSets#edit}.
     */
    public Mono<RuleSets.Done> putSheet(int number, byte[] file, Call call) {
        return put(number, () -> RuleSheet.read(file), call);
    }

    /** The same from DMN. */
    public Mono<RuleSets.Done> putDmn(int number, byte[] file, Call call) {
        return put(number, () -> DmnReader.read(file), call);
    }

    private Mono<RuleSets.Done> put(int number, Callable<ReadRules> read, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return blocking.call(LONGEST, read).flatMap(file -> {
            if (!file.faults().isEmpty()) {
                return Mono.error(() -> new Refused(Refusal.of(
                                "routing-rules.file", file.faults().size())
                        .withFaults(file.faults().stream().map(RuleFiles::fault).toList())));
            }
            List<StoredRule> rows = StoredRule.of(file.rules());
            return sets.edit(
                    number, before -> new RuleSetContent(rows, before.examples(), before.clockProfiles()), call);
        });
    }

    private static Fault fault(ReadRules.Fault fault) {
        String column = fault.column() == null ? "" : "/" + fault.column();
        return Fault.of(
                "/rows/" + fault.row() + column,
                "routing-rules.file-fault",
                fault.row(),
                fault.column() == null ? "-" : fault.column(),
                fault.value(),
                fault.code());
    }
}
