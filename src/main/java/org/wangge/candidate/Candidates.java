package org.wangge.candidate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.wangge.candidate.model.Asked;
import org.wangge.candidate.model.Candidate;
import org.wangge.candidate.model.Ranked;
import org.wangge.candidate.model.Ranked.Reason;
import org.wangge.candidate.model.Ranking;
import org.wangge.casework.Dispatching;
import org.wangge.casework.Dispatching.Matter;
import org.wangge.dutylist.DutyLists;
import org.wangge.notification.Reach;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** To whom a case is best given. */
@Component
public class Candidates {

    private static final int MOST = 50;
    private static final Set<ReasonCode> WARNINGS = EnumSet.of(ReasonCode.UNREACHABLE, ReasonCode.DOUBTFUL);

    private final Dispatching dispatching;
    private final FieldReader reader;
    private final DutyLists dutyLists;
    private final MessageSource messages;

    Candidates(Dispatching dispatching, FieldReader reader, DutyLists dutyLists, MessageSource messages) {
        this.dispatching = dispatching;
        this.reader = reader;
        this.dutyLists = dutyLists;
        this.messages = messages;
    }

    /**
     * What speaks for a candidate or against.
     *
     * @param text in the reader's language
     * @param weight added to the score
     * @param value the number in the text, of cases or of metres; null when it has none
     */
    public record ReasonView(
            ReasonCode code,
            String text,
            int weight,
            @Nullable Long value) {}

    /**
     * A department or a person.
     *
     * @param id code of a department, account of a person
     * @param reachable whether somebody would hear of it today
     * @param warning why it may be that nobody hears of it, to be shown before it is given to them; null when there is no doubt
     */
    public record CandidateView(
            CandidateKind kind,
            String id,
            String name,
            int score,
            List<ReasonView> reasons,
            boolean reachable,
            @Nullable ReasonView warning) {}

    /**
     * Whom a case could be given to, in whatever state it is, the best first and fifty at most: the departments of its office and of
     * the district, those who handle for them, and who answers for its grid. Refuses what {@link Dispatching#matter} does.
     */
    public Mono<List<CandidateView>> of(UUID caseId, Actor actor, Locale locale) {
        return dispatching
                .matter(caseId, actor)
                .flatMap(matter -> reader.read(matter, actor)
                        .map(field -> Ranking.rank(
                                new Asked(matter.urgent(), duty(matter).orElse(null)), field.candidates(locale), MOST))
                        .map(ranked ->
                                ranked.stream().map(one -> view(one, locale)).toList()));
    }

    /** As dispatching goes by it; else by the list of the sub-district's own office: who hosts it does what that one would have to. */
    private Optional<DutyLists.Duty> duty(Matter matter) {
        return Optional.ofNullable(matter.duty()).or(() -> listed(matter));
    }

    private Optional<DutyLists.Duty> listed(Matter matter) {
        return matter.offices().stream()
                .flatMap(office -> dutyLists.duty(office, matter.categoryCode()).stream())
                .findFirst();
    }

    private CandidateView view(Ranked ranked, Locale locale) {
        Candidate candidate = ranked.candidate();
        List<ReasonView> reasons = ranked.reasons().stream()
                .map(reason -> new ReasonView(
                        reason.code(), text(candidate.kind(), reason, locale), reason.weight(), reason.value()))
                .toList();
        return new CandidateView(
                candidate.kind(),
                candidate.id(),
                candidate.name(),
                ranked.score(),
                reasons,
                candidate.reach() != Reach.Level.NO,
                reasons.stream()
                        .filter(reason -> WARNINGS.contains(reason.code()))
                        .findFirst()
                        .orElse(null));
    }

    /** Some are said of a department in other words than of a person. */
    private String text(CandidateKind kind, Reason reason, Locale locale) {
        String key = "candidate.reason." + reason.code();
        return messages.getMessage(
                new DefaultMessageSourceResolvable(
                        new String[] {key + "." + kind, key}, new Object[] {String.valueOf(reason.value())}),
                locale);
    }
}
