package org.wangge.seeding.history;

import java.util.List;
import java.util.Random;
import org.wangge.grid.GridCell;
import org.wangge.shared.Actor;

/**
 * Who works in the demonstration district.
 *
 * @param desks of the sub-districts and towns
 * @param supervisor of the district
 * @param bureaus who handles for the district's departments
 */
record District(List<Desk> desks, Actor supervisor, Actor bureaus) {

    /** How much is reported in each sub-district or town, by its number; the others a little. */
    private static int weight(String number) {
        return switch (number) {
            case "001" -> 14;
            case "006", "013" -> 12;
            case "003" -> 10;
            case "009", "012" -> 8;
            case "113" -> 7;
            case "011", "100", "103" -> 6;
            default -> 4;
        };
    }

    /**
     * A sub-district or town with its people.
     *
     * @param number the last digits of its code
     * @param dispatcher of the office that has its cases
     * @param hosted whether that is another one
     */
    record Desk(
            String number,
            String office,
            boolean hosted,
            Actor dispatcher,
            Actor handler,
            List<Actor> workers,
            List<GridCell> grids) {

        /** Who answers for a grid first, as the demonstration shares them out. */
        Actor workerOf(int grid) {
            return workers.get(grid < grids.size() / 2 ? 0 : 1);
        }

        Actor otherThan(Actor worker) {
            return workers.get(0).equals(worker) ? workers.get(1) : workers.get(0);
        }

        String department(String unit) {
            return office + "-" + unit;
        }
    }

    Desk desk(Random random) {
        int left = random.nextInt(
                desks.stream().mapToInt(desk -> weight(desk.number())).sum());
        for (Desk desk : desks) {
            left -= weight(desk.number());
            if (left < 0) {
                return desk;
            }
        }
        throw new IllegalStateException("Weights do not add up");
    }
}
