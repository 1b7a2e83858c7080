package org.wangge.inspection.model;

import org.jspecify.annotations.Nullable;
import org.wangge.inspection.DoubtCode;
import org.wangge.inspection.InspectionSettings;
import org.wangge.inspection.StartInspection.CheckIn;
import org.wangge.inspection.StartInspection.Measured;
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
     * @param position as far as the phone's can be believed
     * @param qrFits whether the scanned code is the place's, null when none was scanned
     * @param doubts null when the inspector stands there now and can be asked; otherwise nothing is refused, only marked
     */
    public static CheckedIn check(
            CheckIn checkIn,
            @Nullable Position position,
            Place place,
            @Nullable Boolean qrFits,
            InspectionSettings settings,
            @Nullable Doubts doubts) {
        Double distance = position == null
                ? null
                : position.point().distanceTo(place.position().point());
        if (Boolean.TRUE.equals(qrFits)) {
            return new CheckedIn(Proof.QR, position, distance, checkIn.reason());
        }
        if (position != null && distance != null && distance <= reach(position, settings)) {
            return new CheckedIn(Proof.POSITION, position, distance, checkIn.reason());
        }
        if (checkIn.reason() == null) {
            if (doubts == null) {
                throw new Refused(unproved(distance, qrFits, settings));
            }
            mark(checkIn, distance, qrFits, doubts);
        }
        return new CheckedIn(Proof.REASON, position, distance, checkIn.reason());
    }

    private static Refusal unproved(@Nullable Double distance, @Nullable Boolean qrFits, InspectionSettings settings) {
        if (qrFits != null) {
            return Refusal.field("inspection.qr-wrong", "/checkIn/qr");
        }
        return distance == null
                ? Refusal.field("inspection.no-check-in", "/checkIn")
                : Refusal.field(
                        "inspection.too-far",
                        "/checkIn/position",
                        String.valueOf(Math.round(distance)),
                        String.valueOf(Math.round(settings.radiusMetres())));
    }

    private static void mark(CheckIn checkIn, @Nullable Double distance, @Nullable Boolean qrFits, Doubts doubts) {
        Measured at = checkIn.position();
        if (qrFits != null) {
            doubts.add(DoubtCode.QR_WRONG, "/checkIn/qr", String.valueOf(checkIn.qr()));
        }
        if (at != null && distance != null) {
            doubts.add(DoubtCode.POSITION_FAR, "/checkIn/position", at.text());
        }
        if (at == null && qrFits == null) {
            doubts.add(DoubtCode.CHECK_IN_MISSING, "/checkIn", "");
        }
    }

    private static double reach(Position position, InspectionSettings settings) {
        Double accuracy = position.accuracyMetres();
        return settings.radiusMetres() + (accuracy == null ? 0 : Math.min(accuracy, settings.mostAccuracyMetres()));
    }
}
