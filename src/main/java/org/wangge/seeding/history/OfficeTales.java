package org.wangge.seeding.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wangge.announcement.AnnouncementDraft;
import org.wangge.place.PlaceView;
import org.wangge.rehearsal.Replays;
import org.wangge.roster.DutyRole;
import org.wangge.roster.Rosters.Wanted;
import org.wangge.routing.OverlayDraft;
import org.wangge.routing.OverlayKind;
import org.wangge.routing.WorkingCalendar;
import org.wangge.seeding.history.District.Desk;
import org.wangge.shared.Actor;

/** Tells what the offices do beside cases and inspections: who is on duty, what is announced, and a storm that came and went. */
final class OfficeTales {

    /** Then the shifts of the days around today are planned. */
    private static final int PLANNED_BEFORE = 13;

    private static final int DAYS_PLANNED = 28;
    private static final int STORM_BEFORE = 11;
    private static final int HOURS_OF_STORM = 12;
    private static final int CALL_BEFORE = 2;
    private static final int DRAW_BEFORE = 4;
    private static final int PLACES_DRAWN = 3;
    private static final int REHEARSED_DAYS = 30;
    /** The set that comes with an installation. */
    private static final int FIRST_RULES = 1;

    private static final int SHOWN_DAYS = 30;
    private static final LocalTime CHANGE_OF_SHIFTS = LocalTime.of(8, 0);
    private static final LocalTime MIDDAY = LocalTime.of(14, 0);
    private static final String CODE = "510703";

    private final District district;
    private final Words words;
    private final List<PlaceView> places;
    private final ZoneId zone;
    private final LocalDate today;
    private final int days;

    OfficeTales(
            District district,
            Words words,
            List<PlaceView> places,
            WorkingCalendar calendar,
            LocalDate today,
            int days) {
        this.district = district;
        this.words = words;
        this.places = places;
        this.zone = calendar.zone();
        this.today = today;
        this.days = days;
    }

    List<Deed> of(LocalDate day) {
        int before = (int) (today.toEpochDay() - day.toEpochDay());
        List<Deed> all = new ArrayList<>();
        if (before == Math.min(days, PLANNED_BEFORE)) {
            district.desks().forEach(desk -> all.add(planned(desk, day)));
        }
        if (before == Math.min(days, STORM_BEFORE)) {
            all.addAll(storm(day));
        }
        if (before == Math.min(days, DRAW_BEFORE)) {
            district.desks().stream().filter(desk -> !desk.hosted()).forEach(desk -> all.add(drawn(desk, day)));
        }
        if (before == Math.min(days, CALL_BEFORE)) {
            all.add(rehearsed(day));
            all.add(announced("call", at(day, LocalTime.of(16, 20)), true, words.campaign()));
        }
        return all;
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private String firstOffice() {
        return district.desks().get(0).office();
    }

    /** A leader and a handler around the clock, two workers who share the day. */
    private Deed planned(Desk desk, LocalDate first) {
        List<Wanted> shifts = new ArrayList<>();
        for (int i = 0; i < DAYS_PLANNED; i++) {
            LocalDate day = first.plusDays(i);
            Instant change = at(day, CHANGE_OF_SHIFTS);
            Instant nextChange = at(day.plusDays(1), CHANGE_OF_SHIFTS);
            if (!desk.hosted()) {
                shifts.add(new Wanted(desk.dispatcher().id(), DutyRole.DUTY_LEADER, change, nextChange));
            }
            shifts.add(new Wanted(desk.handler().id(), DutyRole.DUTY_HANDLER, change, nextChange));
            int early = i % desk.workers().size();
            shifts.add(new Wanted(desk.workers().get(early).id(), DutyRole.DUTY_WORKER, change, at(day, MIDDAY)));
            shifts.add(new Wanted(
                    desk.otherThan(desk.workers().get(early)).id(),
                    DutyRole.DUTY_WORKER,
                    at(day, MIDDAY),
                    at(day, LocalTime.of(21, 0))));
        }
        String name = "duty-" + desk.number();
        return new Deed(
                at(first, LocalTime.of(7, 30)),
                name,
                name,
                desk.office(),
                doing -> doing.stage().rosters().plan(desk.office(), shifts, doing.call(district.supervisor())));
    }

    /** Which places are looked at without notice, and by whom. */
    private Deed drawn(Desk desk, LocalDate day) {
        List<UUID> candidates = places.stream()
                .filter(place -> place.officeCode().equals(desk.office()))
                .map(PlaceView::id)
                .toList();
        List<UUID> inspectors = desk.workers().stream().map(Actor::id).toList();
        String name = "draw-" + desk.number();
        return new Deed(
                at(day, LocalTime.of(9, 30)),
                name,
                name,
                desk.office(),
                doing -> doing.stage()
                        .draws()
                        .draw(
                                inspectors,
                                candidates,
                                Math.min(PLACES_DRAWN, candidates.size()),
                                name,
                                desk.dispatcher(),
                                doing.by(desk.dispatcher())));
    }

    /** What the rules of today make of the cases of the last month. */
    private Deed rehearsed(LocalDate day) {
        Actor supervisor = district.supervisor();
        return new Deed(
                at(day, LocalTime.of(16, 0)),
                "rehearsal",
                "rehearsal",
                firstOffice(),
                doing -> doing.stage()
                        .replays()
                        .start(
                                new Replays.Order(
                                        FIRST_RULES,
                                        at(day.minusDays(Math.min(days, REHEARSED_DAYS)), MIDDAY),
                                        at(day, MIDDAY),
                                        null),
                                doing.call(supervisor)));
    }

    private List<Deed> storm(LocalDate day) {
        Actor supervisor = district.supervisor();
        Instant warned = at(day, LocalTime.of(9, 10));
        OverlayDraft overlay = new OverlayDraft(
                words.storm().overlay(),
                OverlayKind.FLOOD,
                List.of(CODE),
                List.of(),
                0.5,
                warned.plusSeconds(HOURS_OF_STORM * 3_600L));
        return List.of(
                new Deed(
                        warned,
                        "storm",
                        "storm/warned",
                        firstOffice(),
                        doing -> doing.stage()
                                .warnings()
                                .takeIn(warning(warned).getBytes(StandardCharsets.UTF_8), doing.call(supervisor))),
                new Deed(
                        warned.plusSeconds(600),
                        "storm",
                        "storm/overlay",
                        firstOffice(),
                        doing -> doing.stage().overlays().begin(overlay, doing.call(supervisor))),
                announced(
                        "storm/announced",
                        warned.plusSeconds(900),
                        false,
                        words.storm().advice()));
    }

    private Deed announced(String name, Instant at, boolean urgent, Words.Said said) {
        AnnouncementDraft draft = new AnnouncementDraft(
                said.kind(),
                said.title(),
                said.text(),
                List.of(CODE),
                said.roles(),
                urgent,
                at(today.plusDays(SHOWN_DAYS), MIDDAY));
        return new Deed(
                at,
                name,
                name,
                firstOffice(),
                doing -> doing.stage().announcements().announce(draft, doing.call(district.supervisor())));
    }

    private String warning(Instant sent) {
        Words.Storm storm = words.storm();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>DEMO-RAINSTORM-1</identifier><sender>demo@wangge.org</sender><sent>%s</sent>
                  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
                  <info><language>zh-CN</language><category>Met</category><event>%s</event>
                    <urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
                    <expires>%s</expires><headline>%s</headline>
                    <description>%s</description>
                    <instruction>%s</instruction>
                    <area><areaDesc>涪城区</areaDesc>
                      <geocode><valueName>行政区划代码</valueName><value>%s</value></geocode></area>
                  </info>
                </alert>
                """.formatted(
                        moment(sent),
                        storm.event(),
                        moment(sent.plusSeconds(HOURS_OF_STORM * 3_600L)),
                        storm.headline(),
                        storm.description(),
                        storm.instruction(),
                        CODE);
    }

    private OffsetDateTime moment(Instant at) {
        return at.atZone(zone).toOffsetDateTime();
    }
}
