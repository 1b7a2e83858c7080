package org.wangge.seeding.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wangge.category.Categories;
import org.wangge.grid.GridCells;
import org.wangge.routing.WorkingCalendar;
import org.wangge.seeding.history.District.Desk;
import org.wangge.seeding.history.Words.Matter;

/** Tells what is reported on a day and what becomes of it. The same seed and day give the same tales. */
final class CaseTales {

    private static final LocalTime FIRST = LocalTime.of(8, 0);
    private static final int SECONDS_OF_DAY = 12 * 3_600;

    private final Scene scene;

    CaseTales(Scene scene) {
        this.scene = scene;
    }

    /** Where all of it plays. */
    record Scene(
            District district,
            Words words,
            Categories categories,
            GridCells grids,
            WorkingCalendar calendar,
            Pace pace) {}

    /**
     * All that is reported on a day, with all that follows from it later.
     *
     * @param stalling of a hundred cases so many stop somewhere on their way
     */
    List<Deed> of(LocalDate day, int stalling) {
        List<Deed> all = new ArrayList<>();
        Random random = new Random(day.toEpochDay() * 7_919);
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        int count = weekend ? 8 + random.nextInt(4) : 11 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            int second = (random.nextInt(SECONDS_OF_DAY) + random.nextInt(SECONDS_OF_DAY)) / 2;
            Instant at = day.atTime(FIRST.plusSeconds(second))
                    .atZone(scene.calendar().zone())
                    .toInstant();
            List<Deed> tale = one("case-" + day + "-" + i, at, new Random(random.nextLong()));
            boolean stalls = random.nextInt(100) < stalling;
            all.addAll(stalls ? tale.subList(0, 1 + random.nextInt(tale.size())) : tale);
        }
        return all;
    }

    /** One report and what follows. */
    List<Deed> one(String name, Instant at, Random random) {
        Desk desk = scene.district().desk(random);
        Matter matter = scene.words().matter(random);
        CaseTale.Course course =
                desk.hosted() && random.nextBoolean() ? CaseTale.Course.PLAIN : CaseTale.Course.any(random);
        return new CaseTale(scene, name, desk, matter, random, at).along(course);
    }
}
