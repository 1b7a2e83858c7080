package org.wangge.seeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The seed files of the demonstration district, as they lie in the repository. */
final class SeedFiles {

    static final Path GRIDS = Path.of("seeds/fucheng/grid.geojson");

    private static final String NOTE =
            "Illustrative boundaries for demonstration, generated; not the real grids of Fucheng."
                    + " Names are real, from lists of 2018 to 2023.";
    private static final JsonMapper JSON = new JsonMapper();

    private SeedFiles() {}

    static List<Division> divisions() {
        return read("seeds/fucheng/divisions.json", new TypeReference<List<Division>>() {});
    }

    private record OfficeEntry(
            String code,
            LocalizedText names,
            String prefix,
            Office.Kind kind,
            @Nullable String hostedBy,
            String path,
            String phone,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases) {}

    static List<Office> offices() {
        return read("seeds/fucheng/offices.json", new TypeReference<List<OfficeEntry>>() {}).stream()
                .map(entry -> new Office(
                        entry.code(),
                        entry.names(),
                        entry.prefix(),
                        entry.kind(),
                        entry.hostedBy(),
                        new GridPath(entry.path()),
                        entry.phone(),
                        entry.validFrom(),
                        entry.validTo(),
                        entry.aliases()))
                .toList();
    }

    static String geoJson(List<FuchengGrids.Grid> grids) {
        StringBuilder text = new StringBuilder("{\"type\":\"FeatureCollection\",\"note\":\"")
                .append(NOTE)
                .append("\",\"features\":[\n");
        for (int index = 0; index < grids.size(); index++) {
            FuchengGrids.Grid grid = grids.get(index);
            text.append("{\"type\":\"Feature\",\"properties\":{\"code\":\"")
                    .append(grid.code())
                    .append("\",\"name\":\"")
                    .append(grid.name())
                    .append("\",\"nameEn\":\"")
                    .append(grid.nameEn())
                    .append("\",\"communityCode\":\"")
                    .append(grid.communityCode())
                    .append("\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
            for (int corner = 0; corner < grid.ring().size(); corner++) {
                double[] degrees = grid.ring().get(corner);
                text.append(corner == 0 ? "" : ",")
                        .append(String.format(Locale.ROOT, "[%.6f,%.6f]", degrees[0], degrees[1]));
            }
            text.append("]]}}").append(index + 1 < grids.size() ? ",\n" : "\n");
        }
        return text.append("]}\n").toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> T read(String file, TypeReference<T> type) {
        return JSON.readValue(Path.of(file).toFile(), type);
    }
}
