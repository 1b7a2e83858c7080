package org.wangge.casework.model;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.DoubtCode;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/**
 * What somebody asked or assigned did on the spot offline, and what came after the case had changed. It cannot be applied any more
 * and must not be lost: a comment keeps its words and photos, and doubts say that it was not applied.
 */
public final class LateRecord extends CaseStep {

    /** What a change of the case explains: it went on, or somebody else is asked now. */
    private static final Set<String> CHANGED = Set.of("case.wrong-state", "case.not-yours");

    /** What was done on the spot, in its parts. */
    private record Deed(
            @Nullable String words,
            List<UUID> photos,
            @Nullable String field,
            boolean positive) {}

    private LateRecord(CaseFile file, Actor actor, CaseContext facts) {
        super(file, actor, facts, file.state());
    }

    /** Whether what is refused so is to be written down. */
    public static boolean keeps(CaseFile file, CaseCommand command, Actor actor, Refusal refusal, CaseContext facts) {
        return facts.deviceTime() != null
                && facts.deviceTime().isLate(file.updatedAt(), facts.now())
                && CHANGED.contains(refusal.code())
                && deed(command) != null
                && file.parties().contains(actor.id().toString());
    }

    private static @Nullable Deed deed(CaseCommand command) {
        if (command instanceof CaseCommand.Verify verify) {
            return new Deed(verify.note(), verify.mediaIds(), "/confirmed", verify.confirmed());
        }
        if (command instanceof CaseCommand.Check check) {
            return new Deed(check.note(), check.mediaIds(), "/passed", check.passed());
        }
        return command instanceof CaseCommand.Resolve resolve
                ? new Deed(resolve.result(), resolve.mediaIds(), null, true)
                : null;
    }

    /** The comment; for what {@link #keeps} only. */
    public static Decision<CaseFile> of(CaseFile file, CaseCommand command, Actor actor, CaseContext facts) {
        Deed deed = deed(command);
        if (deed == null) {
            throw new IllegalArgumentException("Not done on the spot: " + command.action());
        }
        LateRecord step = new LateRecord(file, actor, facts);
        step.doubt(DoubtCode.STATE_CHANGED, "", command.action().code());
        if (deed.field() != null) {
            step.doubt(DoubtCode.STATE_CHANGED, deed.field(), String.valueOf(deed.positive()));
        }
        List<UUID> photos = step.there(deed.photos());
        step.media(photos);
        return step.line(CaseAction.COMMENT).saying(deed.words()).photos(photos).moved();
    }
}
