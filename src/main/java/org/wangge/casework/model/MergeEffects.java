package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.MergedReport.MergedWords;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** Two reports of one matter become one case, which loses nothing of either. */
final class MergeEffects extends CaseStep {

    MergeEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    Decision<CaseFile> decide(CaseCommand command) {
        CaseFile other = requireNonNull(facts.other());
        if (command instanceof CaseCommand.Merge) {
            return mergeInto(other);
        }
        return command instanceof CaseCommand.AbsorbComment comment
                ? absorbComment(other, comment.lineId())
                : absorb(other);
    }

    private Decision<CaseFile> mergeInto(CaseFile target) {
        if (target.id().equals(file.id())) {
            return new Decision.No<>(Refusal.field("case.merge-self", "/intoCaseId"));
        }
        // A sample is closed, whoever looks at it now.
        if (!target.state().isOpen() || target.closedAt() != null) {
            return new Decision.No<>(
                    Refusal.field("case.merge-target", "/intoCaseId", target.number(), target.state()));
        }
        next.mergedInto(target.id());
        clocks(clocks.stopAll());
        return line(CaseAction.MERGE)
                .to(new LocalizedText(target.number(), target.number()))
                .moved();
    }

    /**
     * Urgency, words, photos and place come over, and whoever had to do with the merged case sees where it went. No clock changes:
     * limits hang on the filing condition, and the urgent case is told at once to those who have it.
     */
    private Decision<CaseFile> absorb(CaseFile merged) {
        List<MergedReport> more = Stream.concat(Stream.of(merged.asMerged()), merged.merged().stream())
                .filter(report ->
                        file.merged().stream().noneMatch(known -> known.caseId().equals(report.caseId())))
                .map(report -> isForAllHere(merged) ? report : withoutWords(report))
                .toList();
        if (more.isEmpty()) {
            return new Decision.Already<>();
        }
        merged.parties().forEach(this::party);
        absorb(more);
        media(photos(more));
        if (merged.urgent()) {
            next.urgent(true);
        }
        return line(CaseAction.ABSORB)
                .by(merger(merged))
                .saying(words(more))
                .photos(photos(more))
                .moved();
    }

    /** What only those may see who need to know it is not shown to all who see this case. */
    private boolean isForAllHere(CaseFile merged) {
        return !merged.category().restricted() || file.category().restricted();
    }

    private static MergedReport withoutWords(MergedReport report) {
        return new MergedReport(
                report.caseId(), report.number(), report.reporterId(), report.earlierReporterIds(), null);
    }

    private static List<UUID> photos(List<MergedReport> reports) {
        return reports.stream()
                .map(MergedReport::said)
                .filter(Objects::nonNull)
                .flatMap(said -> said.mediaIds().stream())
                .distinct()
                .toList();
    }

    private static String words(List<MergedReport> reports) {
        return reports.stream()
                .map(report -> {
                    MergedWords said = report.said();
                    return said == null || said.description() == null
                            ? report.number()
                            : report.number() + " " + said.description();
                })
                .collect(Collectors.joining("\n"));
    }

    private PersonName merger(CaseFile merged) {
        return lastLine(merged, CaseAction.MERGE).map(TimelineLine::actor).orElse(me);
    }

    private static Optional<TimelineLine> lastLine(CaseFile of, CaseAction action) {
        return of.timeline().stream().filter(line -> line.action() == action).reduce((earlier, later) -> later);
    }

    /** As its author's words, so that those concerned here are told of them. */
    private Decision<CaseFile> absorbComment(CaseFile merged, UUID lineId) {
        Optional<TimelineLine> said = merged.timeline().stream()
                .filter(line -> line.id().equals(lineId))
                .findFirst();
        if (said.isEmpty()) {
            return new Decision.Already<>();
        }
        party(said.get().actor().id());
        boolean forAll = isForAllHere(merged);
        List<UUID> photos = forAll ? said.get().mediaIds() : List.of();
        media(photos);
        return line(CaseAction.COMMENT)
                .by(said.get().actor())
                .saying(forAll ? said.get().text() : merged.number())
                .photos(photos)
                .moved();
    }
}
