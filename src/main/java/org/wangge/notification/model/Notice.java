package org.wangge.notification.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.StepOutcome;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Ids;

/**
 * A notice as kept: who is told what of which case, hazard or tasks. Its text is made when it is read, in the reader's
 * language.
 *
 * @param id made of the event and the recipient
 * @param caseId set with the number when it is about a case
 * @param outcome of the look on the spot that it tells of; null when it tells of something else
 * @param webhook set when it is about one, and in none of earlier versions
 * @param push what remains to be pushed and what came of it; null when nothing was to be pushed
 */
public record Notice(
        UUID id,
        UUID recipientId,
        NoticeKind kind,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        @Nullable HazardName hazard,
        @Nullable TaskNames tasks,
        boolean urgent,
        Instant createdAt,
        @Nullable Instant readAt,
        @Nullable Push push,
        @Nullable StepOutcome outcome,
        @Nullable WebhookName webhook) {

    public record HazardName(UUID id, String number) {}

    public record WebhookName(UUID id, String host) {}

    /**
     * Tasks that are told of together; a later one may still come to them.
     *
     * @param placeId where the first of them is
     */
    public record TaskNames(List<UUID> ids, UUID placeId, String placeName) {}

    /** A new one, not read yet. */
    public static Notice of(
            UUID id,
            UUID recipientId,
            NoticeKind kind,
            Subject subject,
            boolean urgent,
            Instant createdAt,
            @Nullable Push push) {
        Subject.OfCase file = subject instanceof Subject.OfCase found ? found : null;
        return new Notice(
                id,
                recipientId,
                kind,
                file == null ? null : file.id(),
                file == null ? null : file.number(),
                subject instanceof Subject.OfHazard hazard ? new HazardName(hazard.id(), hazard.number()) : null,
                subject instanceof Subject.OfTasks tasks
                        ? new TaskNames(tasks.ids(), tasks.placeId(), tasks.placeName())
                        : null,
                urgent,
                createdAt,
                null,
                push,
                file == null ? null : file.outcome(),
                subject instanceof Subject.OfWebhook hook ? new WebhookName(hook.id(), hook.host()) : null);
    }

    public Subject subject() {
        if (webhook != null) {
            return new Subject.OfWebhook(webhook.id(), webhook.host());
        }
        if (hazard != null) {
            return new Subject.OfHazard(hazard.id(), hazard.number());
        }
        return tasks != null
                ? new Subject.OfTasks(tasks.ids(), tasks.placeId(), tasks.placeName())
                : new Subject.OfCase(requireNonNull(caseId), requireNonNull(caseNumber), outcome);
    }

    /** The same with the tasks of another that has the same id. */
    public Notice with(Notice other) {
        if (tasks == null || other.tasks == null) {
            return this;
        }
        List<UUID> all = Stream.concat(tasks.ids().stream(), other.tasks.ids().stream())
                .distinct()
                .toList();
        return new Notice(
                id,
                recipientId,
                kind,
                caseId,
                caseNumber,
                hazard,
                new TaskNames(all, tasks.placeId(), tasks.placeName()),
                urgent,
                createdAt,
                readAt,
                push,
                outcome,
                webhook);
    }

    /**
     * The push of a notice to the recipient's devices.
     *
     * @param dueAt when it is to be tried next; null when there is nothing left to do
     * @param attempts how often it was tried without getting through to all
     */
    public record Push(@Nullable Instant dueAt, int attempts, Instant expiresAt, List<Delivery> deliveries) {}

    /** What came of it on one device, as far as FCM says. */
    public record Delivery(
            String deviceId, Outcome outcome, @Nullable String code, Instant at) {}

    public enum Outcome {
        /** FCM took it; whether the phone has it FCM does not say. */
        SENT,
        /** The address is no longer good and was removed. */
        UNREGISTERED,
        /** It will not be tried again. */
        PARKED
    }

    static UUID idOf(Instant at, String occasion, UUID recipientId) {
        return Ids.named(at, occasion + ":" + recipientId);
    }
}
