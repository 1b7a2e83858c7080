package org.wangge.notification.model;

import static java.util.Objects.requireNonNull;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.StepOutcome;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;

/**
 * A notice as kept: who is told what of which case, hazard or tasks. Its text is made when it is read, in the reader's
 * language.
 *
 * @param id made of the event and the recipient
 * @param caseId set with the number when it is about a case
 * @param outcome of the look on the spot that it tells of; null when it tells of something else
 * @param webhook set when it is about one, and in none of earlier versions
 * @param announcement set when it is one, and in none of earlier versions
 * @param push what remains to be pushed and what came of it; null when nothing was to be pushed
 * @param day of the district, on which it was made; null in notices of earlier versions
 * @param areas where its subject is, and all areas above that; null in notices of earlier versions
 * @param heard how far it got to the recipient; null while nothing is known, and in notices of earlier versions
 * @param ladder what is done until the recipient hears of it; null when nothing is
 * @param fallback what remains to be said by the fallback channel; null when nothing is to be said there
 * @param manner how its policy wants it told; null in notices of earlier versions, and in those that no policy makes
 */
@RecordBuilder
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
        @Nullable WebhookName webhook,
        @Nullable AnnouncementName announcement,
        @Nullable String day,
        @Nullable List<String> areas,
        @Nullable Heard heard,
        @Nullable Ladder ladder,
        @Nullable Push fallback,
        @Nullable Manner manner) {

    /**
     * How a notice is told.
     *
     * @param fallback whether it may climb to the fallback channel
     */
    public record Manner(Urgency urgency, Grouping grouping, boolean fallback) {

        public static Manner of(Row row) {
            return new Manner(row.urgency(), row.grouping(), row.goesBy(Way.FALLBACK));
        }
    }

    public record HazardName(UUID id, String number) {}

    public record WebhookName(UUID id, String host) {}

    /** @param withdrawnAt when it was taken back; null while it counts */
    public record AnnouncementName(
            UUID id, LocalizedText title, @Nullable Instant withdrawnAt) {}

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
                subject instanceof Subject.OfWebhook hook ? new WebhookName(hook.id(), hook.host()) : null,
                subject instanceof Subject.OfAnnouncement said
                        ? new AnnouncementName(said.id(), said.title(), null)
                        : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same of what lies in an area, made on a day of the district. */
    public Notice in(GridPath area, LocalDate day) {
        return NoticeBuilder.builder(this)
                .areas(area.ancestry())
                .day(day.toString())
                .build();
    }

    /** The same, told in a manner. */
    public Notice told(Manner how) {
        return NoticeBuilder.builder(this).manner(how).build();
    }

    /** The same with a ladder that begins later. */
    public Notice climbing(Ladder begun) {
        return NoticeBuilder.builder(this).ladder(begun).build();
    }

    /** The same, read since then. */
    public Notice alreadyRead(Instant at) {
        return NoticeBuilder.builder(this).readAt(at).build();
    }

    public Subject subject() {
        if (webhook != null) {
            return new Subject.OfWebhook(webhook.id(), webhook.host());
        }
        if (announcement != null) {
            return new Subject.OfAnnouncement(
                    announcement.id(), announcement.title(), announcement.withdrawnAt() != null);
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
        return NoticeBuilder.builder(this)
                .tasks(new TaskNames(all, tasks.placeId(), tasks.placeName()))
                .build();
    }

    /** Whether it may climb to the fallback channel. */
    public boolean mayFallBack() {
        return manner == null || manner.fallback();
    }

    /** The area it is counted in: the sub-district, or the district; null in notices of earlier versions. */
    public @Nullable String countedIn() {
        return areas == null || areas.isEmpty() ? null : areas.get(Math.min(1, areas.size() - 1));
    }

    /**
     * How far it got. Each time is the earliest that is known; none says anything about another.
     *
     * @param pushedAt when a service first took it, which does not mean that a phone has it
     * @param receivedAt when the phone had it, as the phone says
     * @param openedAt when the recipient opened it
     * @param acceptedAt when the recipient did what it asks for
     * @param channel by which it was first heard of; null while it was not
     */
    public record Heard(
            @Nullable Instant pushedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant openedAt,
            @Nullable Instant acceptedAt,
            @Nullable Channel channel) {}

    /**
     * The push of a notice to the recipient's devices.
     *
     * @param dueAt when it is to be tried next; null when there is nothing left to do
     * @param attempts how often it was tried without getting through to all
     * @param overtakesAt the same as {@code dueAt} for one that goes before those that do not ring; null for these
     * @param round how often it was asked for again; null for the first time
     * @param devices the only ones that it is for; null for all
     * @param parkedAt since when a part of it is given up and waits for somebody to look at it
     */
    public record Push(
            @Nullable Instant dueAt,
            int attempts,
            Instant expiresAt,
            List<Delivery> deliveries,
            @Nullable Instant overtakesAt,
            @Nullable Integer round,
            @Nullable List<String> devices,
            @Nullable Instant parkedAt) {

        /** One that was not tried yet. */
        public static Push due(Instant dueAt, Instant expiresAt, boolean overtakes) {
            return new Push(dueAt, 0, expiresAt, List.of(), overtakes ? dueAt : null, null, null, null);
        }

        public int rounds() {
            return round == null ? 0 : round;
        }

        public boolean overtakes() {
            return overtakesAt != null;
        }

        /** Whether it is for this device, and the device has not had its answer in this round. */
        public boolean waitsFor(String deviceId) {
            return (devices == null || devices.contains(deviceId))
                    && deliveries.stream()
                            .noneMatch(one -> one.deviceId().equals(deviceId) && one.rounds() == rounds());
        }
    }

    /**
     * What came of it on one device, as far as FCM says.
     *
     * @param round of the push; null in the first
     * @param platform null in notices of earlier versions, and where there is no device
     */
    public record Delivery(
            String deviceId,
            Outcome outcome,
            @Nullable String code,
            Instant at,
            @Nullable Integer round,
            Device.@Nullable Platform platform) {

        int rounds() {
            return round == null ? 0 : round;
        }
    }

    public enum Outcome {
        /** FCM took it; whether the phone has it FCM does not say. */
        SENT,
        /** The address is no longer good and was removed. */
        UNREGISTERED,
        /** It will not be tried again. */
        PARKED
    }

    /** The id of what a person is told on an occasion; the same each time. */
    public static UUID idOf(Instant at, String occasion, UUID recipientId) {
        return Ids.named(at, occasion + ":" + recipientId);
    }
}
