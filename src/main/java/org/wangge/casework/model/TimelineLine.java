package org.wangge.casework.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;

/**
 * One step of a case, for good. Each line carries the hash of the one before it, so that a line that was changed, taken out or
 * put elsewhere shows.
 *
 * @param id also the id of the event that tells of it
 * @param sequence 1 for the report
 * @param at by the server
 * @param deviceAt by the phone, null when it did not say
 * @param from null for the report
 * @param receiver who it was passed on to, null when to nobody
 * @param wording what stands in it besides; null when nothing does, and in lines of earlier versions
 */
public record TimelineLine(
        UUID id,
        int sequence,
        Instant at,
        @Nullable Instant deviceAt,
        PersonName actor,
        CaseAction action,
        @Nullable CaseState from,
        CaseState to,
        @Nullable String receiver,
        @Nullable Reason reason,
        @Nullable String text,
        List<UUID> mediaIds,
        String requestId,
        String previousHash,
        String hash,
        @Nullable Wording wording) {

    /**
     * What a line says in both languages, and what came of a look.
     *
     * @param receiver the same as the line's, which is the Chinese one
     * @param text the same as the line's, when it is not somebody's own words
     */
    public record Wording(
            @Nullable LocalizedText receiver,
            @Nullable LocalizedText text,
            @Nullable StepOutcome outcome) {}

    /** What the first line is chained to. */
    public static final String BEGINNING = "";

    /** The same line with its hash, chained to the one before. */
    TimelineLine sealed() {
        return new TimelineLine(
                id,
                sequence,
                at,
                deviceAt,
                actor,
                action,
                from,
                to,
                receiver,
                reason,
                text,
                mediaIds,
                requestId,
                previousHash,
                expectedHash(),
                wording);
    }

    /** What the hash must be if nothing was changed. */
    public String expectedHash() {
        String content = String.join(
                "\u0000",
                previousHash,
                id.toString(),
                String.valueOf(sequence),
                at.toString(),
                String.valueOf(deviceAt),
                actor.toString(),
                action.name(),
                String.valueOf(from),
                to.name(),
                String.valueOf(receiver),
                String.valueOf(reason),
                String.valueOf(text),
                // Lines of earlier versions have none, and their hashes still hold.
                wording == null ? mediaIds.toString() : mediaIds + "\u0000" + wording);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
