package org.wangge.seeding.history;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.seeding.SeedFiles;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Role;
import tools.jackson.core.type.TypeReference;

/**
 * What people report, where, and what was done about it; places that are registered besides the first ones, and what the
 * offices are told. All of it invented.
 *
 * @param campaign what all are asked to tell people about
 * @param spots parts of an address
 */
record Words(Said campaign, Storm storm, List<String> spots, List<Matter> matters, List<NewPlace> places) {

    static final String FILE = "fucheng/history.json";

    /**
     * @param weight how often it is reported, against the others
     * @param unit the end of the code of the department that settles it
     * @param said with {@code {spot}} where the spot is named
     */
    record Matter(String category, int weight, String unit, boolean urgent, List<String> said, List<String> done) {}

    /** What is announced, and to whom; no roles are all. */
    record Said(AnnouncementKind kind, Set<Role> roles, LocalizedText title, LocalizedText text) {}

    /**
     * A warning of rain and what the district makes of it.
     *
     * @param overlay name of the emergency overlay
     */
    record Storm(String overlay, String event, String headline, String description, String instruction, Said advice) {}

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
