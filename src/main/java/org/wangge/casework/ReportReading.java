package org.wangge.casework;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Doubts;
import org.wangge.casework.model.Intake;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Location;
import org.wangge.media.MediaStore;
import org.wangge.routing.Router;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.routing.RoutingReport;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import reactor.core.publisher.Mono;

/**
 * Reads what a report names: category, place, photos. What a phone said in good faith and is not so (any more) is set aside and
 * marked; only a report of which nobody could say where it belongs is refused.
 */
@Component
class ReportReading {

    /** So far outside its grid a position may be of somebody who stands in the next one; farther out it is a wrong one. */
    private static final double NEAR_METRES = 500;

    /** An accuracy beyond this says nothing more of where it is. */
    private static final double USEFUL_ACCURACY_METRES = 2_000;

    private static final double MOST_ACCURACY_METRES = 100_000;

    private final Categories categories;
    private final GridCells grids;
    private final Router router;
    private final MediaStore media;

    ReportReading(Categories categories, GridCells grids, Router router, MediaStore media) {
        this.categories = categories;
        this.grids = grids;
        this.router = router;
        this.media = media;
    }

    private record Kind(CaseFile.Category category, boolean emergency) {}

    private record Spot(RoutingDecision routing, @Nullable Position position) {}

    /** Refuses {@code grid.outside-district}, {@code grid.unknown}, {@code request.invalid} for what leaves no place at all. */
    Mono<Intake> read(ReportCase report, Actor actor, Instant now) {
        Doubts doubts = new Doubts(now);
        doubts.happened(report.occurredAt(), "/occurredAt");
        Instant reportedAt = doubts.done(report.reportedAt(), "/reportedAt");
        Kind kind = kind(report.categoryCode(), doubts);
        ReportCase.Measured at = report.position();
        Instant fixedAt = at == null ? null : doubts.fixed(at.fixedAt(), "/position/fixedAt", report.reportedAt());
        return spot(report, actor, doubts)
                .flatMap(spot -> media.usable(allMedia(report), actor).map(there -> {
                    Spot ruled = ruled(report, kind, spot, Source.WORKER, role(actor), now);
                    return intake(report, kind, ruled, fixedAt, reportedAt, there, doubts);
                }));
    }

    /** What the server reports itself, where it knows that it is. Refuses {@code grid.not-found}. */
    Intake ownReport(ReportCase report, Instant now) {
        Doubts doubts = new Doubts(now);
        Spot spot = new Spot(router.route(String.valueOf(report.gridCode())), null);
        Instant reportedAt = doubts.done(report.reportedAt(), "/reportedAt");
        Kind kind = kind(report.categoryCode(), doubts);
        Spot ruled = ruled(report, kind, spot, Source.INSPECTION, null, now);
        return intake(report, kind, ruled, null, reportedAt, Set.of(), doubts);
    }

    /** At which desk it waits, by the rules in force when it came. */
    private Spot ruled(ReportCase report, Kind kind, Spot spot, Source source, @Nullable String role, Instant now) {
        RoutingReport said = new RoutingReport(
                kind.category().code(),
                report.urgent() || kind.emergency(),
                source,
                spot.position(),
                report.description(),
                role,
                now);
        return new Spot(router.ruled(spot.routing(), said), spot.position());
    }

    /** Of several the one nearest to the field. */
    private static @Nullable String role(Actor actor) {
        return actor.roles().stream()
                .min(Comparator.naturalOrder())
                .map(Enum::name)
                .orElse(null);
    }

    private static Intake intake(
            ReportCase report,
            Kind kind,
            Spot spot,
            @Nullable Instant fixedAt,
            @Nullable Instant reportedAt,
            Set<UUID> there,
            Doubts doubts) {
        ReportCase.SelfHandled settled = report.selfHandled();
        return new Intake(
                kind.category(),
                report.urgent() || kind.emergency(),
                spot.routing(),
                spot.position(),
                fixedAt,
                reportedAt,
                doubts.photos(report.mediaIds(), there, "/mediaIds"),
                settled == null ? List.of() : doubts.photos(settled.mediaIds(), there, "/selfHandled/mediaIds"),
                doubts);
    }

    private static List<UUID> allMedia(ReportCase report) {
        ReportCase.SelfHandled settled = report.selfHandled();
        return settled == null
                ? report.mediaIds()
                : Stream.concat(report.mediaIds().stream(), settled.mediaIds().stream())
                        .distinct()
                        .toList();
    }

    /** To be classified, unless the category can be chosen today. One that is retired is as confidential and as urgent as it was. */
    private Kind kind(@Nullable String code, Doubts doubts) {
        Category unclassified = categories.get(Category.TO_BE_CLASSIFIED);
        if (code == null || code.isBlank()) {
            return kind(unclassified, unclassified);
        }
        Optional<Category> known = categories.find(code.strip());
        if (known.isEmpty() || known.get().retired()) {
            doubts.add(
                    known.isEmpty() ? DoubtCode.CATEGORY_UNKNOWN : DoubtCode.CATEGORY_RETIRED, "/categoryCode", code);
            return kind(unclassified, known.orElse(unclassified));
        }
        return kind(known.get(), known.get());
    }

    private static Kind kind(Category used, Category meant) {
        return new Kind(new CaseFile.Category(used.code(), used.names(), meant.restricted()), meant.emergency());
    }

    /** The chosen grid, with the position if it fits; without such a grid where the position is, or where the grid was. */
    private Mono<Spot> spot(ReportCase report, Actor actor, Doubts doubts) {
        List<String> districts =
                actor.scopes().stream().map(GridPath::district).distinct().toList();
        ReportCase.Measured given = report.position();
        String code = report.gridCode();
        GridCell chosen = code == null
                ? null
                : grids.find(code).filter(grid -> isIn(districts, grid)).orElse(null);
        if (chosen != null) {
            return Mono.fromSupplier(() -> inGrid(chosen, given, districts, doubts));
        }
        if (code == null || isSomewhere(given)) {
            return Mono.fromSupplier(() -> byPosition(given, code, districts, doubts));
        }
        return grids.former(code)
                .map(former -> grids.locate(former.anchor()))
                .filter(now -> !(now instanceof Location.Outside))
                .map(Location::orRefuse)
                .filter(grid -> isIn(districts, grid))
                .map(grid -> {
                    doubts.add(DoubtCode.GRID_REDRAWN, "/gridCode", code);
                    return inGrid(grid, given, districts, doubts);
                })
                .switchIfEmpty(Mono.fromSupplier(() -> given == null
                        ? new Spot(router.route(code, districts), null)
                        : byPosition(given, code, districts, doubts)));
    }

    private static boolean isIn(List<String> districts, GridCell grid) {
        return districts.contains(grid.path().district());
    }

    private boolean isSomewhere(ReportCase.@Nullable Measured given) {
        return given != null
                && noPlaceOnEarth(given).isEmpty()
                && !(grids.locate(grids.position(given.longitude(), given.latitude(), given.datum(), null, "/position")
                                .point())
                        instanceof Location.Outside);
    }

    private Spot inGrid(GridCell grid, ReportCase.@Nullable Measured given, List<String> districts, Doubts doubts) {
        Position position = given == null ? null : fitting(given, grid, doubts);
        return new Spot(router.withPlace(router.route(grid.code(), districts), position), position);
    }

    private Spot byPosition(
            ReportCase.@Nullable Measured given, @Nullable String code, List<String> districts, Doubts doubts) {
        ReportCase.Measured measured = requireNonNull(given, "a report has a position or a grid");
        Position position = position(measured, doubts);
        if (position == null) {
            throw new Refused(Refusal.of("request.invalid").withFaults(noPlaceOnEarth(measured)));
        }
        if (code != null) {
            doubts.add(DoubtCode.GRID_UNKNOWN, "/gridCode", code);
        }
        return new Spot(router.withPlace(router.route(position.point(), districts), position), position);
    }

    private @Nullable Position fitting(ReportCase.Measured given, GridCell chosen, Doubts doubts) {
        Position position = position(given, doubts);
        if (position == null) {
            doubts.add(DoubtCode.POSITION_UNREAL, "/position", text(given));
            return null;
        }
        Double accuracy = position.accuracyMetres();
        double near = NEAR_METRES + Math.min(accuracy == null ? 0 : accuracy, USEFUL_ACCURACY_METRES);
        if (grids.distanceMetres(chosen.code(), position.point()) <= near) {
            return position;
        }
        doubts.add(DoubtCode.POSITION_FAR, "/position", text(given));
        return null;
    }

    /** Null for what is no place on earth. */
    private @Nullable Position position(ReportCase.Measured given, Doubts doubts) {
        if (!noPlaceOnEarth(given).isEmpty()) {
            return null;
        }
        Double accuracy = given.accuracyMetres();
        // Written so that what is no number fails too. Some phones say -1 where they do not know.
        boolean known = accuracy == null || (accuracy >= 0 && accuracy <= MOST_ACCURACY_METRES);
        if (accuracy != null && !known) {
            doubts.add(DoubtCode.ACCURACY_UNKNOWN, "/position/accuracyMetres", Texts.number(accuracy));
        }
        return grids.position(given.longitude(), given.latitude(), given.datum(), known ? accuracy : null, "/position");
    }

    private static List<Fault> noPlaceOnEarth(ReportCase.Measured given) {
        List<Fault> faults = new ArrayList<>();
        addOutside(given.longitude(), 180, "/position/longitude", faults);
        addOutside(given.latitude(), 90, "/position/latitude", faults);
        return faults;
    }

    private static void addOutside(double degrees, int most, String pointer, List<Fault> faults) {
        if (degrees < -most) {
            faults.add(Fault.of(pointer, "field.too-small", String.valueOf(-most)));
        } else if (!(degrees <= most)) {
            faults.add(Fault.of(pointer, "field.too-large", String.valueOf(most)));
        }
    }

    private static String text(ReportCase.Measured given) {
        String datum = given.datum() == null ? "" : " " + given.datum();
        return Texts.number(given.longitude()) + "," + Texts.number(given.latitude()) + datum;
    }
}
