package org.wangge.hazard.model;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/**
 * What was done offline and came after the hazard had changed. It cannot be applied any more and must not be lost: a line of the
 * timeline keeps it, and a doubt for each part says that it was not applied.
 */
public final class LateRecord extends HazardStep {

    /** What no change of the hazard explains: who may not do it at all, and who would judge the own work. */
    private static final Set<String> NEVER_ALLOWED = Set.of("access.forbidden", "hazard.own-work");

    private LateRecord(HazardFile file, Actor actor, HazardContext facts) {
        super(file, actor, facts, Set.of(file.state()));
    }

    /** Whether what is refused so is to be written down. */
    public static boolean keeps(HazardFile file, Refusal refusal, HazardContext facts) {
        return facts.deviceTime() != null
                && facts.deviceTime().isLate(file.updatedAt(), facts.now())
                && !NEVER_ALLOWED.contains(refusal.code());
    }

    /** The note; for what {@link #keeps} only. */
    public static Decision<HazardFile> of(HazardFile file, HazardCommand command, Actor actor, HazardContext facts) {
        LateRecord step = new LateRecord(file, actor, facts);
        step.notApplied("", command.action().code());
        command.parts().forEach((field, given) -> {
            if (given != null) {
                step.notApplied(field, given.toString());
            }
        });
        List<UUID> photos = step.doubts.photos(command.mediaIds(), facts.photos(), "/mediaIds");
        step.media(photos);
        return step.moved(HazardAction.NOTE, null, command.words(), null, photos);
    }

    private void notApplied(String field, String given) {
        doubts.add(DoubtCode.STATE_CHANGED, field, given);
    }
}
