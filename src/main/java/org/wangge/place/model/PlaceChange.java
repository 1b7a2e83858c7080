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
import org.wangge.place.model.PlaceColumn.Field;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.work.Decision;
import org.wangge.work.Transitions.Asked;

/** What is done to a place, and what its history says of that. */
public final class PlaceChange {

    private PlaceChange() {}

    /** What a description comes to once its kind, industry and grid are known. */
    public record Described(PlaceDraft draft, PlaceKind kind, String industry, PlaceFile.Area area) {}

    /** A new place, or the refusal of one that is of a retired kind. */
    public static Decision<PlaceFile> created(
            UUID id,
            Described described,
            String qrSecret,
            PlaceSettings.Risk settings,
            Actor by,
            @Nullable Operation operation,
            Instant at) {
        Fault retired = retired(described, null);
        if (retired != null) {
            return refused(retired);
        }
        String key = operation == null ? null : operation.key();
        PlaceFile file = filled(PlaceFileBuilder.builder(), described)
                .id(id)
                .version(1)
                .state(PlaceState.OPEN)
                .risk(RiskScoring.score(described.kind().inherentScore(), List.of(), settings))
                .openHazards(List.of())
                .qrSecret(qrSecret)
                .createdAt(at)
                .updatedAt(at)
                .operationKey(key)
                .operationHash(operation == null || key == null ? null : operation.bodyHash())
                .build();
        return next(file, HistoryLine.of(What.CREATED, at, by, List.of(), null, null));
    }

    /** The place as described anew. */
    public static Decision<PlaceFile> described(
            PlaceFile before, Described described, PlaceSettings.Risk settings, Actor by, Instant at) {
        Fault retired = retired(described, before);
        if (retired != null) {
            return refused(retired);
        }
        Risk risk = RiskScoring.score(described.kind().inherentScore(), before.openHazards(), settings);
        PlaceFile after = filled(following(before, at), described).risk(risk).build();
        List<FieldChange> fields = differences(before, after);
        return fields.isEmpty()
                ? new Decision.Already<>()
                : next(after, HistoryLine.of(What.CHANGED, at, by, fields, null, colours(before.risk(), risk)));
    }

    /** The fault of a description that makes a place one of a kind that is retired; null when it does not. */
    public static @Nullable Fault retired(Described described, @Nullable PlaceFile before) {
        PlaceKind kind = described.kind();
        return kind.isRetired() && (before == null || !before.kind().equals(kind.code()))
                ? Fault.of("/kind", "place.kind-retired", kind.code())
                : null;
    }

    private static Decision<PlaceFile> refused(Fault fault) {
        return new Decision.No<>(Refusal.of("place.invalid").withFaults(List.of(fault)));
    }

    /** The place in another state, which the table allows. */
    public static Decision<PlaceFile> moved(PlaceFile before, Asked<Reason, PlaceAction> asked) {
        PlaceState to = PlaceMachine.table().targets(before, asked).iterator().next();
        What what = switch (asked.action()) {
            case SUSPEND -> What.SUSPENDED;
            case REOPEN -> What.REOPENED;
            case CLOSE_DOWN -> What.CLOSED_DOWN;
            case EDIT -> throw new IllegalArgumentException("Not by a reason alone: " + asked.action());
        };
        List<FieldChange> fields =
                List.of(new FieldChange("state", before.state().name(), to.name()));
        return next(
                following(before, asked.now()).state(to).build(),
                HistoryLine.of(what, asked.now(), asked.actor(), fields, asked.command(), null));
    }

    /** The place with these hazards open. A line only when the colour changes. */
    public static Decision<PlaceFile> assessed(
            PlaceFile before, List<OpenHazard> open, int inherent, PlaceSettings.Risk settings, Instant at) {
        Risk risk = RiskScoring.score(inherent, open, settings);
        if (risk.equals(before.risk()) && open.equals(before.openHazards())) {
            return new Decision.Already<>();
        }
        ColourChange colours = colours(before.risk(), risk);
        return next(
                following(before, at).risk(risk).openHazards(List.copyOf(open)).build(),
                colours == null ? null : HistoryLine.of(What.ASSESSED, at, Actor.SYSTEM, List.of(), null, colours));
    }

    /** The place in the grid that it is in by a newer publication. A line only when grid or office are others. */
    public static Decision.Next<PlaceFile> placedAgain(PlaceFile before, PlaceFile.Area area, Instant at) {
        PlaceFile after = following(before, at)
                .area(area)
                .areas(area.gridPath().ancestry())
                .build();
        List<FieldChange> fields = differences(before, after);
        return next(
                after,
                fields.isEmpty() ? null : HistoryLine.of(What.PLACED_AGAIN, at, Actor.SYSTEM, fields, null, null));
    }

    private static Decision.Next<PlaceFile> next(PlaceFile file, @Nullable HistoryLine line) {
        return new Decision.Next<>(file, List.of(), line);
    }

    private static @Nullable ColourChange colours(Risk before, Risk after) {
        return before.colour() == after.colour()
                ? null
                : new ColourChange(before.colour(), after.colour(), after.score(), after.reasons());
    }

    private static PlaceFileBuilder following(PlaceFile before, Instant at) {
        return PlaceFileBuilder.builder(before).version(before.version() + 1).updatedAt(at);
    }

    private static PlaceFileBuilder filled(PlaceFileBuilder file, Described described) {
        PlaceDraft draft = described.draft();
        String licence = draft.licenceNumber();
        for (Field field : Field.values()) {
            field.keep(file, draft);
        }
        return file.kind(described.kind().code())
                .name(draft.name())
                .address(draft.address())
                .position(draft.position())
                .owner(draft.owner())
                .contact(draft.contact())
                .industry(described.industry())
                .area(described.area())
                .areas(described.area().gridPath().ancestry())
                .search(Folding.fold(draft.name()) + " " + Folding.fold(draft.address()) + " "
                        + (licence == null ? "" : Folding.fold(licence)))
                .bin(MapBins.of(draft.position().point()));
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
        for (Field field : Field.values()) {
            note(field.key(), plain(field.of(before)), plain(field.of(after)), all);
        }
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

    private static @Nullable String plain(@Nullable Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : (String) value;
    }
}
