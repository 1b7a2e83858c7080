package org.wangge.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.Duplicates;
import org.wangge.place.model.Duplicates.Traits;
import org.wangge.place.model.Folding;
import org.wangge.place.model.MapBins;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Ids;
import org.wangge.shared.Refusal.Fault;

/** Finds which place a line is about, and what else it may be the same as, for the lines of one file in their order. */
final class ImportMatching {

    private static final String LICENCE = "licenceNumber";

    private final double nearMetres;
    private final Map<Naming, Namer> namers = new HashMap<>();
    private final Map<String, List<NewLine>> newByLicence = new HashMap<>();
    private final Map<String, List<NewLine>> newByBin = new HashMap<>();

    ImportMatching(double nearMetres) {
        this.nearMetres = nearMetres;
    }

    private record NewLine(Traits traits, int line) {}

    /** A place that is there, with what tells it apart. */
    private record Neighbour(PlaceFile file, Traits traits) {}

    /** Places that are there, by where they are and by their licence. */
    static final class Neighbourhood {

        private final Map<String, List<Neighbour>> byBin = new HashMap<>();
        private final Map<String, List<Neighbour>> byLicence = new HashMap<>();

        Neighbourhood(Collection<PlaceFile> files) {
            for (PlaceFile file : files) {
                Neighbour neighbour = new Neighbour(file, Traits.of(file));
                byBin.computeIfAbsent(file.bin(), bin -> new ArrayList<>()).add(neighbour);
                if (file.licenceNumber() != null) {
                    byLicence
                            .computeIfAbsent(file.licenceNumber(), licence -> new ArrayList<>())
                            .add(neighbour);
                }
            }
        }

        private List<Neighbour> of(PlaceDraft draft) {
            List<Neighbour> all = new ArrayList<>();
            MapBins.around(draft.position().point()).forEach(bin -> all.addAll(byBin.getOrDefault(bin, List.of())));
            if (draft.licenceNumber() != null) {
                all.addAll(byLicence.getOrDefault(draft.licenceNumber(), List.of()));
            }
            return all;
        }
    }

    /** What a line is about. */
    sealed interface Match {

        /** A place that is there. */
        record Known(PlaceFile file) implements Match {}

        /** A place that is not there yet, with what it may be the same as. */
        record Fresh(List<ImportReport.Suspect> doubles) implements Match {}

        /** Nothing that can be said. */
        record Refused(Fault fault) implements Match {}
    }

    /** Under which key an import makes the place of a line, so that two imports at once make one; null when it has none. */
    static @Nullable String key(Described described) {
        String district = described.area().gridPath().district();
        String externalId = described.draft().externalId();
        if (externalId != null) {
            return "import:" + district + ":x:" + externalId;
        }
        String licence = described.draft().licenceNumber();
        return licence == null ? null : "import:" + district + ":l:" + licence;
    }

    /**
     * Matches one line.
     *
     * @param known what the lines may name
     * @param neighbourhood of those lines that name nothing known
     */
    Match match(ImportLine line, Described described, Collection<PlaceFile> known, Neighbourhood neighbourhood) {
        Fault repeated = repeated(line, described);
        if (repeated != null) {
            return new Match.Refused(repeated);
        }
        if (line.id() != null) {
            return known.stream()
                    .filter(file -> file.id().equals(line.id()))
                    .findFirst()
                    .<Match>map(Match.Known::new)
                    .orElseGet(() -> new Match.Refused(Fault.of("id", "place.not-found")));
        }
        List<PlaceFile> named = named(described, known);
        if (named.size() > 1) {
            return new Match.Refused(Fault.of(LICENCE, "place.import-ambiguous", named.size()));
        }
        if (named.size() == 1) {
            return new Match.Known(named.get(0));
        }
        List<Neighbour> neighbours = neighbourhood.of(described.draft());
        PlaceFile same = neighbours.stream()
                .map(Neighbour::file)
                .filter(file -> isSame(described, file))
                .findFirst()
                .orElse(null);
        return same != null ? new Match.Known(same) : fresh(line, described, neighbours);
    }

    /** What a line names its place by: the column and what it says there. */
    private record Naming(String column, String value) {}

    /** A line that named something before. */
    private record Namer(int line, boolean byId, boolean byExternalId) {

        /** Whether two lines of one licence say themselves that they are about two places. */
        boolean tellsApart(Namer other) {
            return byId && other.byId || byExternalId && other.byExternalId;
        }
    }

    /** The fault of a line that names the same place as one before; null when there is none. Notes this one. */
    private @Nullable Fault repeated(ImportLine line, Described described) {
        PlaceDraft draft = described.draft();
        Namer namer = new Namer(line.line(), line.id() != null, draft.externalId() != null);
        Fault fault = null;
        for (Naming naming : namings(line, described)) {
            Namer before = namers.putIfAbsent(naming, namer);
            boolean two = before != null
                    && (naming.column().equals(LICENCE) ? before.tellsApart(namer) : before.byId() && namer.byId())
                    && !naming.column().equals("id");
            if (before != null && !two && fault == null) {
                fault = Fault.of(naming.column(), "place.import-repeated", before.line());
            }
        }
        return fault;
    }

    private static List<Naming> namings(ImportLine line, Described described) {
        PlaceDraft draft = described.draft();
        String district = described.area().gridPath().district() + ":";
        List<Naming> namings = new ArrayList<>();
        if (line.id() != null) {
            namings.add(new Naming("id", line.id().toString()));
        }
        if (draft.externalId() != null) {
            namings.add(new Naming("externalId", district + draft.externalId()));
        }
        if (draft.licenceNumber() != null) {
            namings.add(new Naming(LICENCE, district + draft.licenceNumber()));
        }
        if (namings.isEmpty()) {
            String folded = Folding.fold(draft.name()) + ":" + Folding.fold(draft.address());
            namings.add(new Naming("name", described.kind().code() + ":" + folded));
        }
        return namings;
    }

    /** Whether the line names nothing that is known, so that its neighbourhood has to be looked at. */
    static boolean namesNothing(ImportLine line, Collection<PlaceFile> known) {
        Described described = line.described();
        return described != null && line.id() == null && named(described, known).isEmpty();
    }

    /** By the other register's id; else by licence, and among several of one licence by name. */
    private static List<PlaceFile> named(Described described, Collection<PlaceFile> known) {
        String externalId = described.draft().externalId();
        String key = key(described);
        if (externalId != null) {
            List<PlaceFile> byId = known.stream()
                    .filter(file -> externalId.equals(file.externalId()) || Objects.equals(key, file.operationKey()))
                    .toList();
            if (!byId.isEmpty()) {
                return byId;
            }
        }
        String licence = described.draft().licenceNumber();
        if (licence == null) {
            return List.of();
        }
        List<PlaceFile> byLicence = known.stream()
                .filter(file -> licence.equals(file.licenceNumber()) || Objects.equals(key, file.operationKey()))
                .filter(file -> externalId == null || file.externalId() == null)
                .toList();
        if (byLicence.size() < 2) {
            return byLicence;
        }
        String name = Folding.fold(described.draft().name());
        List<PlaceFile> byName = byLicence.stream()
                .filter(file -> Folding.fold(file.name()).equals(name))
                .toList();
        return byName.isEmpty() ? byLicence : byName;
    }

    /** Without any key a line is about the place of the same kind, name and address, so that it can be sent again. */
    private boolean isSame(Described described, PlaceFile file) {
        return described.draft().externalId() == null
                && described.draft().licenceNumber() == null
                && file.kind().equals(described.kind().code())
                && Folding.fold(file.name())
                        .equals(Folding.fold(described.draft().name()))
                && Folding.fold(file.address())
                        .equals(Folding.fold(described.draft().address()))
                && file.point().distanceTo(described.draft().position().point()) <= nearMetres;
    }

    private Match fresh(ImportLine line, Described described, List<Neighbour> neighbours) {
        Traits traits = Traits.of(Ids.next(), described.draft());
        Map<UUID, NewLine> lines = new HashMap<>();
        MapBins.around(traits.point())
                .forEach(bin -> newByBin.getOrDefault(bin, List.of())
                        .forEach(other -> lines.put(other.traits().id(), other)));
        String licence = traits.licenceNumber();
        List<NewLine> ofLicence =
                licence == null ? new ArrayList<>() : newByLicence.computeIfAbsent(licence, none -> new ArrayList<>());
        ofLicence.forEach(other -> lines.put(other.traits().id(), other));
        Map<UUID, Traits> others = new HashMap<>();
        neighbours.forEach(neighbour -> others.put(neighbour.traits().id(), neighbour.traits()));
        lines.values().forEach(other -> others.put(other.traits().id(), other.traits()));
        List<ImportReport.Suspect> doubles = Duplicates.among(traits, others.values(), nearMetres).stream()
                // Whoever lists two places by different names knows that they are two: one owner has one telephone.
                .filter(suspicion -> !lines.containsKey(suspicion.id()) || !suspicion.isOfTelephoneOnly())
                .map(suspicion -> {
                    NewLine inFile = lines.get(suspicion.id());
                    return new ImportReport.Suspect(
                            inFile == null ? suspicion.id() : null,
                            inFile == null ? null : inFile.line(),
                            Objects.requireNonNull(others.get(suspicion.id())).name(),
                            suspicion.distanceMetres(),
                            suspicion.reasons());
                })
                .toList();
        NewLine added = new NewLine(traits, line.line());
        ofLicence.add(added);
        newByBin.computeIfAbsent(MapBins.of(traits.point()), bin -> new ArrayList<>())
                .add(added);
        return new Match.Fresh(doubles);
    }
}
