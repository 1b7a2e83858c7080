package org.wangge.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Point;
import org.wangge.grid.GridCell;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GeoJsonReader;
import org.wangge.grid.geo.GridRecord;
import org.wangge.grid.geo.Metres;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import reactor.core.publisher.Mono;

/** Who and where in the demonstration district. */
final class District {

    /** Those that handle their own cases. */
    static final List<String> OFFICES = List.of("001", "003", "011", "012", "100", "103", "106", "107", "110");

    private static final List<GridRecord> FEATURES = features();

    /** By office, a point in each of its grids. */
    private static final Map<String, List<Point>> PLACES = FEATURES.stream()
            .collect(Collectors.groupingBy(
                    feature -> feature.code().substring(6, 9),
                    Collectors.mapping(feature -> feature.boundary().getCentroid(), Collectors.toList())));

    private static final AtomicInteger REPORTS = new AtomicInteger();

    private District() {}

    private static List<GridRecord> features() {
        try (InputStream file = District.class.getResourceAsStream("/seeds/fucheng/grid.geojson")) {
            return GeoJsonReader.read(file.readAllBytes(), Datum.WGS84).grids();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String worker(String office, int number) {
        return "worker-" + office + "-" + number;
    }

    static String dispatcher(String office) {
        return "dispatcher-" + office;
    }

    static String handler(String office) {
        return "handler-" + office;
    }

    /** Everybody of these offices. */
    static List<String> people() {
        List<String> people = new ArrayList<>();
        for (String office : OFFICES) {
            people.addAll(List.of(worker(office, 1), worker(office, 2), dispatcher(office), handler(office)));
        }
        return people;
    }

    static String officeOf(int client) {
        return OFFICES.get(client % OFFICES.size());
    }

    /** A point in each grid of an office. */
    static List<Point> points(String office) {
        return Objects.requireNonNull(PLACES.get(office));
    }

    /** The grids as the directory keeps them. */
    static List<CellShape> shapes() {
        return FEATURES.stream()
                .map(feature -> {
                    Point inside = feature.boundary().getInteriorPoint();
                    GridPath path = GridPath.of(
                            "510703", feature.code().substring(0, 9), feature.communityCode(), feature.code());
                    return new CellShape(
                            new GridCell(
                                    path,
                                    new LocalizedText(feature.name(), feature.nameEn()),
                                    new GeoPoint(inside.getX(), inside.getY()),
                                    Metres.area(feature.boundary()),
                                    1),
                            feature.boundary());
                })
                .toList();
    }

    /** A worker of the office reports something in one of its grids, each time in the next one. */
    static Mono<byte[]> report(Clients clients, String office, int workerNumber) {
        return clients.create(worker(office, workerNumber), "/api/v1/cases", reportIn(office));
    }

    static String reportIn(String office) {
        int number = REPORTS.incrementAndGet();
        List<Point> grids = points(office);
        Point where = grids.get(number % grids.size());
        return String.format(
                Locale.ROOT,
                "{\"categoryCode\":\"G0201\",\"description\":\"%d号楼安全出口上锁，钥匙无人保管，楼道内堆有杂物\","
                        + "\"position\":{\"longitude\":%.6f,\"latitude\":%.6f,\"accuracyMetres\":12},\"address\":\"滨江路%d号\"}",
                number,
                where.getX(),
                where.getY(),
                number % 400);
    }
}
