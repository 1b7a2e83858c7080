package org.wangge.seeding.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wangge.seeding.history.District.Desk;
import org.wangge.seeding.history.Words.Matter;

/** Tells what is reported on a day and what becomes of it. The same seed and day give the same tales. */
final class CaseTales {

    private static final LocalTime FIRST = LocalTime.of(8, 0);
    private static final int SECONDS_OF_DAY = 12 * 3_600;

    /** Where a case waits, by its course and how many deeds of it are done. */
    private record Waiting(CaseTale.Course course, int deeds) {}

    private static final List<Waiting> QUEUES = List.of(
            new Waiting(CaseTale.Course.PLAIN, 1),
            new Waiting(CaseTale.Course.PLAIN, 2),
            new Waiting(CaseTale.Course.RETURNED, 4),
            new Waiting(CaseTale.Course.TRANSFERRED, 3),
            new Waiting(CaseTale.Course.PLAIN, 5),
            new Waiting(CaseTale.Course.VERIFIED, 2),
            new Waiting(CaseTale.Course.PLAIN, 4),
            new Waiting(CaseTale.Course.MERGED, 3));

    private final CaseScene scene;

    CaseTales(CaseScene scene) {
        this.scene = scene;
    }

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
            List<Deed> tale = one("case-" + day + "-" + i, at, new Random(random.nextLong()), stalling > 0);
            boolean stalls = random.nextInt(100) < stalling;
            all.addAll(stalls ? tale.subList(0, 1 + random.nextInt(tale.size())) : tale);
        }
        return all;
    }

    /** What waits at the desks at the end: in each queue of the first one, and in some of the others. */
    List<Deed> waiting(Instant now) {
        List<Deed> all = new ArrayList<>();
        Random random = new Random(now.getEpochSecond() / 86_400);
        for (int desk = 0; desk < scene.district().desks().size(); desk++) {
            for (int queue = 0; queue < QUEUES.size(); queue++) {
                if (desk == 0 || (desk + queue) % 3 == 0) {
                    Waiting waiting = QUEUES.get(queue);
                    Instant at = lately(now, waiting.deeds(), random);
                    List<Deed> tale = new CaseTale(
                                    scene,
                                    "wait-" + desk + "-" + queue,
                                    scene.district().desks().get(desk),
                                    scene.words().matter(random),
                                    new Random(random.nextLong()),
                                    at)
                            .along(waiting.course());
                    all.addAll(tale.subList(0, waiting.deeds()));
                }
            }
        }
        return all;
    }

    /** By day, and long enough ago that so much could be done since. */
    private Instant lately(Instant now, int deeds, Random random) {
        long ago = deeds < 4 ? 5_400 + random.nextInt(50_000) : 86_400 + random.nextInt(86_400);
        Instant at = scene.pace().after(now.minusSeconds(ago), 0, 10, random);
        return at.isBefore(now.minusSeconds(3_600)) ? at : scene.pace().after(now.minusSeconds(86_400), 0, 10, random);
    }

    /**
     * One report and what follows.
     *
     * @param merging whether it may be merged: what goes on takes the other in by the time that has really passed
     */
    List<Deed> one(String name, Instant at, Random random, boolean merging) {
        Desk desk = scene.district().desk(random);
        Matter matter = scene.words().matter(random);
        CaseTale.Course course =
                desk.hosted() && random.nextBoolean() ? CaseTale.Course.PLAIN : CaseTale.Course.any(random);
        boolean declined = course == CaseTale.Course.MERGED && !merging;
        return new CaseTale(scene, name, desk, matter, random, at).along(declined ? CaseTale.Course.DECLINED : course);
    }
}
