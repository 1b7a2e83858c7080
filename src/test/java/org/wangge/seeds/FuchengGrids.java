package org.wangge.seeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;
import org.wangge.grid.Division;
import org.wangge.grid.geo.DatumShift;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;

/**
 * Draws the demonstration grids of Fucheng. The boundaries are illustrative: nobody's real duty area looks like this.
 *
 * <p>Around the known place of each town, present or former, a spiral of points is laid, one for each grid, denser where towns
 * are close. One Voronoi diagram of all of them, with a ring of guards around that is dropped, gives cells that share their
 * corners exactly, also after rounding. Neighbouring cells become a community, communities a sub-district. No chance and no
 * trigonometry of the platform is involved, so that the same file comes out everywhere.
 */
final class FuchengGrids {

    private static final double CENTRE_LONGITUDE = 104.70;
    private static final double CENTRE_LATITUDE = 31.45;
    /** Metres of a degree at that latitude; any fixed numbers would do. */
    private static final double PER_LONGITUDE = 95_000;

    private static final double PER_LATITUDE = 110_870;
    private static final double TOWN_RADIUS = 5_200;
    private static final double GUARD_SPACING = 900;
    private static final double GUARD_DISTANCE = 700;
    /** The golden angle as cosine and sine: turning by it again and again never repeats a direction. */
    private static final double GOLDEN_COSINE = -0.7373688780783197;

    private static final double GOLDEN_SINE = 0.6754902942615238;
    private static final Envelope DISTRICT_BOX = box(104.4741, 31.26688, 104.846361, 31.609729);

    /** One grid of the demonstration; the ring is closed and in degrees with six decimals. */
    record Grid(String code, String name, String nameEn, String communityCode, List<double[]> ring) {}

    /** A town that has communities, at its known place. */
    private record Town(String code, Coordinate place, List<Division> communities) {

        int grids() {
            return communities.stream().mapToInt(GridPlots::gridsOf).sum();
        }
    }

    private final Map<String, Division> divisions = new TreeMap<>();
    private final List<Town> towns = new ArrayList<>();

    FuchengGrids(List<Division> all) {
        all.forEach(division -> divisions.put(division.code(), division));
        Map<String, List<Division>> byTown = new TreeMap<>();
        for (Division division : divisions.values()) {
            if (division.level() == Division.Level.COMMUNITY) {
                byTown.computeIfAbsent(division.code().substring(0, 9), code -> new ArrayList<>())
                        .add(division);
            }
        }
        byTown.forEach((code, communities) -> towns.add(new Town(code, place(division(code)), communities)));
    }

    List<Grid> draw() {
        Map<Town, List<Coordinate>> sites = new LinkedHashMap<>();
        towns.forEach(town -> sites.put(town, spiral(town)));
        Map<Coordinate, List<double[]>> rings =
                rings(sites.values().stream().flatMap(List::stream).toList());
        GridPlots plots = new GridPlots(rings);
        Map<String, List<GridPlots.Plot>> bySubDistrict = new TreeMap<>();
        sites.forEach((town, own) -> plots.share(town.communities(), own)
                .forEach(plot -> bySubDistrict
                        .computeIfAbsent(parent(plot.community()), code -> new ArrayList<>())
                        .add(plot)));
        List<Grid> grids = new ArrayList<>();
        bySubDistrict.forEach((code, own) -> grids.addAll(numbered(code, own, rings)));
        return grids;
    }

    /** The finest spiral around a town of which as many points as needed are nearer to it than to any other town. */
    private List<Coordinate> spiral(Town town) {
        double fine = 10;
        double coarse = 2_000;
        for (int round = 0; round < 60; round++) {
            double step = (fine + coarse) / 2;
            if (spiral(town, step).size() >= town.grids()) {
                fine = step;
            } else {
                coarse = step;
            }
        }
        return spiral(town, fine).subList(0, town.grids());
    }

    private List<Coordinate> spiral(Town town, double step) {
        List<Coordinate> points = new ArrayList<>();
        double cosine = 1;
        double sine = 0;
        for (int turn = 0; points.size() <= 4 * town.grids() && step * Math.sqrt(turn) <= TOWN_RADIUS; turn++) {
            double radius = step * Math.sqrt(turn);
            Coordinate point = new Coordinate(
                    Math.rint(town.place().x + radius * cosine), Math.rint(town.place().y + radius * sine));
            if (nearest(point) == town && DISTRICT_BOX.contains(point)) {
                points.add(point);
            }
            double turned = cosine * GOLDEN_COSINE - sine * GOLDEN_SINE;
            sine = cosine * GOLDEN_SINE + sine * GOLDEN_COSINE;
            cosine = turned;
        }
        return points;
    }

    private Town nearest(Coordinate point) {
        return towns.stream()
                .min(Comparator.<Town>comparingDouble(town -> town.place().distance(point))
                        .thenComparing(Town::code))
                .orElseThrow();
    }

    /** The diagram's cells by their sites, without those of the guards. */
    private Map<Coordinate, List<double[]>> rings(List<Coordinate> sites) {
        List<Coordinate> all = new ArrayList<>(sites);
        Envelope around = new Envelope(DISTRICT_BOX);
        around.expandBy(6 * GUARD_SPACING);
        int row = 0;
        for (double y = around.getMinY(); y <= around.getMaxY(); y += GUARD_SPACING * 0.866, row++) {
            for (double x = around.getMinX() + (row % 2) * GUARD_SPACING / 2;
                    x <= around.getMaxX();
                    x += GUARD_SPACING) {
                Coordinate guard = new Coordinate(Math.rint(x), Math.rint(y));
                if (sites.stream().allMatch(site -> site.distance(guard) > GUARD_DISTANCE)
                        && (!DISTRICT_BOX.contains(guard)
                                || nearest(guard).place().distance(guard) > TOWN_RADIUS + GUARD_DISTANCE)) {
                    all.add(guard);
                }
            }
        }
        VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
        builder.setSites(all);
        Geometry diagram = builder.getDiagram(new GeometryFactory());
        Set<Coordinate> wanted = new HashSet<>(sites);
        Map<Coordinate, List<double[]>> rings = new LinkedHashMap<>();
        for (int index = 0; index < diagram.getNumGeometries(); index++) {
            Geometry cell = diagram.getGeometryN(index);
            Coordinate site = (Coordinate) cell.getUserData();
            if (wanted.contains(site)) {
                rings.put(site, ring(cell));
            }
        }
        return rings;
    }

    /** Numbers the grids of a sub-district outwards from its known place, community by community. */
    private List<Grid> numbered(String code, List<GridPlots.Plot> plots, Map<Coordinate, List<double[]>> rings) {
        // The place as published is in GCJ-02. Devices give WGS-84, and examples use the same digits for both.
        Coordinate centre = asPublished(division(code));
        Comparator<Coordinate> outwards = Comparator.<Coordinate>comparingDouble(site -> site.distance(centre))
                .thenComparing(Comparator.naturalOrder());
        Map<Coordinate, GridPlots.Plot> sorted = new TreeMap<>(outwards);
        plots.forEach(plot -> sorted.put(plot.sites().stream().min(outwards).orElseThrow(), plot));
        List<Grid> grids = new ArrayList<>();
        for (GridPlots.Plot plot : sorted.values()) {
            List<Coordinate> sites = plot.sites().stream().sorted(outwards).toList();
            for (int index = 0; index < sites.size(); index++) {
                Division community = plot.community();
                grids.add(new Grid(
                        code + String.format(Locale.ROOT, "%03d", grids.size() + 1),
                        community.names().zh() + "第" + (index + 1) + "网格",
                        community.names().en() + " Grid " + (index + 1),
                        community.code(),
                        ringOf(sites.get(index), rings)));
            }
        }
        return grids;
    }

    /** Corners in degrees with six decimals, about ten centimetres; corners that become one are one. */
    private static List<double[]> ring(Geometry cell) {
        Map<String, double[]> corners = new LinkedHashMap<>();
        Coordinate[] points = cell.getCoordinates();
        for (int index = 0; index < points.length - 1; index++) {
            double[] corner = {
                Math.rint((CENTRE_LONGITUDE + points[index].x / PER_LONGITUDE) * 1e6) / 1e6,
                Math.rint((CENTRE_LATITUDE + points[index].y / PER_LATITUDE) * 1e6) / 1e6
            };
            corners.putIfAbsent(corner[0] + " " + corner[1], corner);
        }
        List<double[]> ring = new ArrayList<>(corners.values());
        ring.add(ring.get(0));
        return ring;
    }

    private static List<double[]> ringOf(Coordinate site, Map<Coordinate, List<double[]>> rings) {
        List<double[]> ring = rings.get(site);
        if (ring == null) {
            throw new IllegalStateException("No cell around " + site);
        }
        return ring;
    }

    private Division division(String code) {
        Division found = divisions.get(code);
        if (found == null) {
            throw new IllegalStateException("No division " + code);
        }
        return found;
    }

    private static String parent(Division community) {
        String code = community.parentCode();
        if (code == null) {
            throw new IllegalStateException("No parent of " + community.code());
        }
        return code;
    }

    private static Coordinate place(Division town) {
        GeoPoint place = known(town);
        return metres(place.longitude(), place.latitude());
    }

    private static Coordinate asPublished(Division town) {
        DatumShift.Degrees published = DatumShift.fromWgs84(known(town), Datum.GCJ02);
        return metres(published.longitude(), published.latitude());
    }

    private static GeoPoint known(Division town) {
        GeoPoint place = town.approximately();
        if (place == null) {
            throw new IllegalStateException("No place of " + town.code());
        }
        return place;
    }

    private static Coordinate metres(double longitude, double latitude) {
        return new Coordinate(
                Math.rint((longitude - CENTRE_LONGITUDE) * PER_LONGITUDE),
                Math.rint((latitude - CENTRE_LATITUDE) * PER_LATITUDE));
    }

    private static Envelope box(double west, double south, double east, double north) {
        return new Envelope(metres(west, south), metres(east, north));
    }
}
