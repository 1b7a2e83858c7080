package org.wangge.place.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.OpenHazard;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceKind;
import org.wangge.place.PlaceSettings;
import org.wangge.place.PlaceState;
import org.wangge.place.model.HistoryLine.ColourChange;
import org.wangge.place.model.HistoryLine.FieldChange;
import org.wangge.place.model.HistoryLine.What;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Reason;

/**
 * A place as it will be, and what its history says of that.
 *
 * @param line null when it is not worth a line
 */
public record PlaceChange(PlaceFile file, @Nullable HistoryLine line) {

    /** What a description comes to once its kind, industry and grid are known. */
    public record Described(PlaceDraft draft, PlaceKind kind, String industry, PlaceFile.Area area) {}

    /** Who does something, when, as which operation. */
    public record Deed(Actor by, Instant at, @Nullable Operation operation) {}

    /** A new place. */
    public static PlaceChange created(
            UUID id, Described described, String qrSecret, PlaceSettings.Risk settings, Deed deed) {
        Operation operation = deed.operation();
        String key = operation == null ? null : operation.key();
        Risk risk = RiskScoring.score(described.kind().inherentScore(), List.of(), settings);
        PlaceFile empty = new PlaceFile(
                id,
                1,
                described.kind().code(),
                PlaceState.OPEN,
                "",
                "",
                described.draft().position(),
                null,
                null,
                null,
                null,
                null,
                described.industry(),
                described.area(),
                List.of(),
                "",
                "",
                risk,
                List.of(),
                null,
                null,
                qrSecret,
                deed.at(),
                deed.at(),
                key,
                operation == null || key == null ? null : operation.bodyHash());
        HistoryLine line = HistoryLine.of(What.CREATED, deed.at(), deed.by(), List.of(), null, null, deed.operation());
        return new PlaceChange(filled(empty, described, risk, 1, deed.at()), line);
    }

    /** The place as described anew; null when the description says what is there already. */
    public static @Nullable PlaceChange described(
            PlaceFile before, Described described, PlaceSettings.Risk settings, Deed deed) {
        Risk risk = RiskScoring.score(described.kind().inherentScore(), before.openHazards(), settings);
        PlaceFile after = filled(before, described, risk, before.version() + 1, deed.at());
        List<FieldChange> fields = differences(before, after);
        return fields.isEmpty()
                ? null
                : new PlaceChange(
                        after,
                        HistoryLine.of(
                                What.CHANGED,
                                deed.at(),
                                deed.by(),
                                fields,
                                null,
                                colours(before.risk(), risk),
                                deed.operation()));
    }

    /** The place in another state. */
    public static PlaceChange moved(PlaceFile before, PlaceState to, What what, Reason reason, Deed deed) {
        List<FieldChange> fields =
                List.of(new FieldChange("state", before.state().name(), to.name()));
        return new PlaceChange(
                copy(before, to, before.area(), before.risk(), before.openHazards(), deed.at()),
                HistoryLine.of(what, deed.at(), deed.by(), fields, reason, null, deed.operation()));
    }

    /** The place with these hazards open; null when that changes nothing. A line only when the colour changes. */
    public static @Nullable PlaceChange assessed(
            PlaceFile before, List<OpenHazard> open, int inherent, PlaceSettings.Risk settings, Instant at) {
        Risk risk = RiskScoring.score(inherent, open, settings);
        if (risk.equals(before.risk()) && open.equals(before.openHazards())) {
            return null;
        }
        ColourChange colours = colours(before.risk(), risk);
        return new PlaceChange(
                copy(before, before.state(), before.area(), risk, open, at),
                colours == null
                        ? null
                        : HistoryLine.of(What.ASSESSED, at, Actor.SYSTEM, List.of(), null, colours, null));
    }

    /** The place in the grid that it is in by a newer publication. A line only when grid or office are others. */
    public static PlaceChange placedAgain(PlaceFile before, PlaceFile.Area area, Instant at) {
        PlaceFile after = copy(before, before.state(), area, before.risk(), before.openHazards(), at);
        List<FieldChange> fields = differences(before, after);
        return new PlaceChange(
                after,
                fields.isEmpty()
                        ? null
                        : HistoryLine.of(What.PLACED_AGAIN, at, Actor.SYSTEM, fields, null, null, null));
    }

    private static @Nullable ColourChange colours(Risk before, Risk after) {
        return before.colour() == after.colour()
                ? null
                : new ColourChange(before.colour(), after.colour(), after.score(), after.reasons());
    }

    private static PlaceFile filled(PlaceFile before, Described described, Risk risk, long version, Instant at) {
        PlaceDraft draft = described.draft();
        PlaceFile.Area area = described.area();
        return new PlaceFile(
                before.id(),
                version,
                described.kind().code(),
                before.state(),
                draft.name(),
                draft.address(),
                draft.position(),
                draft.owner(),
                draft.contact(),
                draft.licenceNumber(),
                draft.externalId(),
                draft.areaSquareMetres(),
                described.industry(),
                area,
                area.gridPath().ancestry(),
                Folding.fold(draft.name()) + " " + Folding.fold(draft.address()) + " "
                        + (draft.licenceNumber() == null ? "" : Folding.fold(draft.licenceNumber())),
                MapBins.of(draft.position().point()),
                risk,
                before.openHazards(),
                before.lastInspectedAt(),
                before.nextDueAt(),
                before.qrSecret(),
                before.createdAt(),
                at,
                before.operationKey(),
                before.operationHash());
    }

    private static PlaceFile copy(
            PlaceFile before,
            PlaceState state,
            PlaceFile.Area area,
            Risk risk,
            List<OpenHazard> openHazards,
            Instant at) {
        return new PlaceFile(
                before.id(),
                before.version() + 1,
                before.kind(),
                state,
                before.name(),
                before.address(),
                before.position(),
                before.owner(),
                before.contact(),
                before.licenceNumber(),
                before.externalId(),
                before.areaSquareMetres(),
                before.industry(),
                area,
                area.gridPath().ancestry(),
                before.search(),
                before.bin(),
                risk,
                List.copyOf(openHazards),
                before.lastInspectedAt(),
                before.nextDueAt(),
                before.qrSecret(),
                before.createdAt(),
                at,
                before.operationKey(),
                before.operationHash());
    }

    private static List<FieldChange> differences(PlaceFile before, PlaceFile after) {
        List<FieldChange> all = new ArrayList<>();
        note("kind", before.kind(), after.kind(), all);
        note("name", before.name(), after.name(), all);
        note("address", before.address(), after.address(), all);
        note("position", at(before), at(after), all);
        note("owner.name", name(before.owner()), name(after.owner()), all);
        note("owner.phone", phone(before.owner()), phone(after.owner()), all);
        note("contact.name", name(before.contact()), name(after.contact()), all);
        note("contact.phone", phone(before.contact()), phone(after.contact()), all);
        note("licenceNumber", before.licenceNumber(), after.licenceNumber(), all);
        note("externalId", before.externalId(), after.externalId(), all);
        note("areaSquareMetres", plain(before.areaSquareMetres()), plain(after.areaSquareMetres()), all);
        note("industry", before.industry(), after.industry(), all);
        note("gridCode", grid(before), grid(after), all);
        note("officeCode", before.area().officeCode(), after.area().officeCode(), all);
        return all;
    }

    private static void note(String field, @Nullable String from, @Nullable String to, List<FieldChange> all) {
        if (!Objects.equals(from, to)) {
            all.add(new FieldChange(field, from, to));
        }
    }

    /** A tenth of a metre is as exact as anybody stands; what differs less is the same. */
    private static String at(PlaceFile file) {
        return String.format(
                java.util.Locale.ROOT,
                "%.6f,%.6f",
                file.position().longitude(),
                file.position().latitude());
    }

    private static String grid(PlaceFile file) {
        return file.area().gridPath().code();
    }

    private static @Nullable String name(Place.@Nullable Person person) {
        return person == null ? null : person.name();
    }

    private static @Nullable String phone(Place.@Nullable Person person) {
        return person == null ? null : person.phone();
    }

    private static @Nullable String plain(@Nullable Double number) {
        return number == null
                ? null
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
