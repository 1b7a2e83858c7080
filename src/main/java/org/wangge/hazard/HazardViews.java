package org.wangge.hazard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardLine;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Makes the views of hazards for their reader. */
@Component
class HazardViews {

    private final JointNotices notices;
    private final Reasons reasons;
    private final MessageSource messages;
    private final Clock clock;

    HazardViews(JointNotices notices, Reasons reasons, MessageSource messages, Clock clock) {
        this.notices = notices;
        this.reasons = reasons;
        this.messages = messages;
        this.clock = clock;
    }

    Mono<HazardView> of(HazardFile file, Actor actor, Locale locale) {
        return of(List.of(file), actor, locale).map(views -> views.get(0));
    }

    Mono<List<HazardView>> of(List<HazardFile> files, Actor actor, Locale locale) {
        return notices.followers(files)
                .map(followers -> files.stream()
                        .map(file -> view(file, followers, actor, locale))
                        .toList());
    }

    private HazardView view(HazardFile file, Map<UUID, List<UUID>> followers, Actor actor, Locale locale) {
        List<HazardFile.Doubt> doubts = file.doubts();
        Instant now = clock.instant();
        return HazardView.of(
                file,
                followers.getOrDefault(file.leadId(), List.of()),
                doubts == null
                        ? List.of()
                        : doubts.stream().map(doubt -> view(doubt, locale)).toList(),
                HazardMachine.table().openActions(file, actor, now),
                now,
                reasons,
                locale);
    }

    HazardLineView of(HazardLine line, Locale locale) {
        return HazardLineView.of(line, reasons, locale);
    }

    private HazardView.DoubtView view(HazardFile.Doubt doubt, Locale locale) {
        return new HazardView.DoubtView(
                doubt.lineId(),
                doubt.code(),
                doubt.field(),
                doubt.given(),
                messages.getMessage("hazard.doubt." + doubt.code(), new Object[] {doubt.given()}, locale));
    }
}
