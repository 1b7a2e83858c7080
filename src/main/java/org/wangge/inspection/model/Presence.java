package org.wangge.inspection.model;

import org.jspecify.annotations.Nullable;
import org.wangge.inspection.InspectionSettings;
import org.wangge.inspection.StartInspection.CheckIn;
import org.wangge.inspection.model.InspectionFile.CheckedIn;
import org.wangge.inspection.model.InspectionFile.Proof;
import org.wangge.place.Place;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Being there: close enough by position, or with the place's own code, or not provable, and then with a reason. */
public final class Presence {

    private Presence() {}

    /**
     * Refuses {@code inspection.no-check-in}, {@code inspection.qr-wrong} and {@code inspection.too-far}, unless a reason was
     * given; what is known of the distance is kept either way.
     *
     * @param qrFits whether the scanned code is the place's, null when none was scanned
     */
    public static CheckedIn check(CheckIn checkIn, Place place, @Nullable Boolean qrFits, InspectionSettings settings) {
        Position position = checkIn.position();
        Double distance = position == null
                ? null
                : position.point().distanceTo(place.position().point());
        if (Boolean.TRUE.equals(qrFits)) {
            return new CheckedIn(Proof.QR, position, distance, checkIn.reason());
        }
        if (position != null && distance != null && distance <= reach(position, settings)) {
            return new CheckedIn(Proof.POSITION, position, distance, checkIn.reason());
        }
        if (checkIn.reason() != null) {
            return new CheckedIn(Proof.REASON, position, distance, checkIn.reason());
        }
        if (qrFits != null) {
            throw new Refused(Refusal.field("inspection.qr-wrong", "/checkIn/qr"));
        }
        throw new Refused(
                distance == null
                        ? Refusal.field("inspection.no-check-in", "/checkIn")
                        : Refusal.field(
                                "inspection.too-far",
                                "/checkIn/position",
                                String.valueOf(Math.round(distance)),
                                String.valueOf(Math.round(settings.radiusMetres()))));
    }

    private static double reach(Position position, InspectionSettings settings) {
        Double accuracy = position.accuracyMetres();
        return settings.radiusMetres() + (accuracy == null ? 0 : Math.min(accuracy, settings.mostAccuracyMetres()));
    }
}
