package org.wangge.warning.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Ids;
import org.wangge.warning.WarningMessage;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;

/**
 * An alert as it was read.
 *
 * @param infos in Chinese first
 * @param outlines of all its areas, closed rings
 * @param codes of all its areas: the values of their geocodes
 */
public record Alert(
        Name name,
        WarningStatus status,
        WarningType type,
        List<Name> references,
        List<WarningMessage> infos,
        List<List<GeoPoint>> outlines,
        List<GeoPoint.Circle> circles,
        List<String> codes) {

    /** Of an alert that names no end; the protocol leaves that to whoever takes it in. */
    private static final Duration LASTS = Duration.ofDays(1);

    /** By what an alert is known to the world. */
    public record Name(String sender, String identifier, Instant sent) {

        /** The same on every instance, so that one alert is in a district once. */
        public UUID id(String district) {
            return Ids.named(sent, district + " " + sender + "," + identifier);
        }
    }

    /** The last of its ends. */
    public Instant endsAt() {
        return infos.stream()
                .map(WarningMessage::expires)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(name.sent().plus(LASTS));
    }
}
