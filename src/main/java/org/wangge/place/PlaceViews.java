package org.wangge.place;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.place.model.Duplicates;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.HistoryLine.FieldChange;
import org.wangge.place.model.PlaceAction;
import org.wangge.place.model.PlaceColumn;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.model.PlaceMachine;
import org.wangge.place.model.RiskReason;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.PhoneNumbers;

/** Shows places to people. */
@Component
class PlaceViews {

    private static final Set<String> PHONES = Set.of("owner.phone", "contact.phone");

    private final PlaceKinds kinds;
    private final MessageSource messages;
    private final Reasons reasons;

    PlaceViews(PlaceKinds kinds, MessageSource messages, Reasons reasons) {
        this.kinds = kinds;
        this.messages = messages;
        this.reasons = reasons;
    }

    /** One place, with whom to call for those who need to. */
    PlaceView view(PlaceFile file, Actor actor, Locale locale) {
        return view(file, null, null, needsPhones(file, actor), actor, locale);
    }

    /** The same in the answer to who registered it. */
    PlaceView view(PlaceFile file, List<PlaceView.DoubleView> doubles, Actor actor, Locale locale) {
        return view(file, null, doubles, needsPhones(file, actor), actor, locale);
    }

    /** One of many: nobody calls all of them. */
    PlaceView listed(PlaceFile file, @Nullable Double distanceMetres, Actor actor, Locale locale) {
        return view(file, distanceMetres, null, false, actor, locale);
    }

    /** One of many in a table that leaves the house. */
    PlaceView exported(PlaceFile file, boolean telephones, Actor actor, Locale locale) {
        boolean inFull = telephones && actor.covers(file.area().gridPath());
        return view(file, null, null, inFull, actor, locale);
    }

    private PlaceView view(
            PlaceFile file,
            @Nullable Double distanceMetres,
            @Nullable List<PlaceView.DoubleView> doubles,
            boolean needed,
            Actor actor,
            Locale locale) {
        List<String> codes = file.area().gridPath().codes();
        PlaceViewBuilder view = PlaceViewBuilder.builder()
                .id(file.id())
                .version(file.version())
                .kind(file.kind())
                .kindName(kinds.find(file.kind())
                        .map(kind -> kind.names().in(locale))
                        .orElse(file.kind()))
                .name(file.name())
                .address(file.address())
                .position(new PlaceView.PositionView(
                        file.position().longitude(),
                        file.position().latitude(),
                        Datum.WGS84,
                        file.position().receivedDatum(),
                        file.position().accuracyMetres()))
                .owner(person(file.owner(), needed))
                .contact(person(file.contact(), needed))
                .industry(file.industry())
                .industryName(kinds.industries()
                        .getOrDefault(file.industry(), new LocalizedText(file.industry(), file.industry()))
                        .in(locale))
                .state(file.state())
                .gridCode(codes.get(codes.size() - 1))
                .gridName(file.area().gridName().in(locale))
                .communityCode(codes.size() > 2 ? codes.get(2) : "")
                .officeCode(file.area().officeCode())
                .officeName(file.area().officeName().in(locale))
                .risk(new PlaceView.RiskView(
                        file.risk().colour(),
                        file.risk().score(),
                        reasons(file.risk().reasons(), file.kind(), locale)))
                .lastInspectedAt(file.lastInspectedAt())
                .nextDueAt(file.nextDueAt())
                .createdAt(file.createdAt())
                .updatedAt(file.updatedAt())
                .distanceMetres(distanceMetres == null ? null : Math.round(distanceMetres * 10) / 10.0)
                .suspectedDoubles(doubles)
                .openActions(PlaceMachine.table().openActions(file, actor, file.updatedAt()));
        for (PlaceColumn.Field field : PlaceColumn.Field.values()) {
            field.show(view, file);
        }
        return view.build();
    }

    List<PlaceView.DoubleView> doubles(
            List<Duplicates.Suspicion> suspicions, Function<Duplicates.Suspicion, PlaceFile> byId) {
        return suspicions.stream()
                .map(suspicion -> {
                    PlaceFile other = byId.apply(suspicion);
                    return new PlaceView.DoubleView(
                            other.id(),
                            other.name(),
                            other.address(),
                            other.state(),
                            Math.round(suspicion.distanceMetres() * 10) / 10.0,
                            suspicion.reasons());
                })
                .toList();
    }

    PlaceView.HistoryView line(HistoryLine line, PlaceFile file, Actor actor, Locale locale) {
        boolean needed = needsPhones(file, actor);
        HistoryLine.ColourChange colours = line.colours();
        return new PlaceView.HistoryView(
                line.id(),
                line.at(),
                new PlaceView.ByView(line.by().id(), line.by().name()),
                line.what(),
                line.fields().stream()
                        .map(change -> needed || !PHONES.contains(change.field())
                                ? change
                                : new FieldChange(
                                        change.field(),
                                        PhoneNumbers.masked(change.from()),
                                        PhoneNumbers.masked(change.to())))
                        .toList(),
                reasons.shown(action(line.what()), line.reason(), locale),
                colours == null
                        ? null
                        : new PlaceView.ColourChangeView(
                                colours.from(),
                                colours.to(),
                                colours.score(),
                                reasons(colours.reasons(), file.kind(), locale)));
    }

    /** Of those steps that are given a reason. */
    private static String action(HistoryLine.What what) {
        return switch (what) {
            case SUSPENDED -> PlaceAction.SUSPEND.code();
            case REOPENED -> PlaceAction.REOPEN.code();
            default -> PlaceAction.CLOSE_DOWN.code();
        };
    }

    /** Who inspects or keeps the register there must be able to call; nobody else need. */
    private static boolean needsPhones(PlaceFile file, Actor actor) {
        return (actor.may(Permission.INSPECT) || actor.may(Permission.PLACE_EDIT))
                && actor.covers(file.area().gridPath());
    }

    private static PlaceView.@Nullable PersonView person(Place.@Nullable Person person, boolean inFull) {
        return person == null
                ? null
                : new PlaceView.PersonView(
                        person.name(), inFull ? person.phone() : PhoneNumbers.masked(person.phone()));
    }

    private List<PlaceView.ReasonView> reasons(List<RiskReason> reasons, String kindCode, Locale locale) {
        String kind =
                kinds.find(kindCode).map(known -> known.names().in(locale)).orElse(kindCode);
        return reasons.stream()
                .map(reason -> new PlaceView.ReasonView(
                        reason.code(),
                        messages.getMessage(
                                "place.risk." + reason.code(),
                                new Object[] {reason.hazardNumber() == null ? kind : reason.hazardNumber()},
                                locale),
                        reason.points(),
                        reason.hazardId(),
                        reason.hazardNumber()))
                .toList();
    }
}
