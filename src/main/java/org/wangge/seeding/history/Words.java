package org.wangge.seeding.history;

import java.util.List;
import java.util.Random;
import org.wangge.seeding.SeedFiles;
import tools.jackson.core.type.TypeReference;

/**
 * What people report, where, and what was done about it; and places that are registered besides the first ones. All of it invented.
 *
 * @param spots parts of an address
 */
record Words(List<String> spots, List<Matter> matters, List<NewPlace> places) {

    static final String FILE = "fucheng/history.json";

    /**
     * @param weight how often it is reported, against the others
     * @param unit the end of the code of the department that settles it
     * @param said with {@code {spot}} where the spot is named
     */
    record Matter(String category, int weight, String unit, boolean urgent, List<String> said, List<String> done) {}

    record NewPlace(String kind, String name, String owner, String phone) {}

    static Words read() {
        return SeedFiles.read(FILE, new TypeReference<>() {});
    }

    Matter matter(Random random) {
        int left = random.nextInt(matters.stream().mapToInt(Matter::weight).sum());
        for (Matter matter : matters) {
            left -= matter.weight();
            if (left < 0) {
                return matter;
            }
        }
        throw new IllegalStateException("Weights do not add up");
    }

    static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
