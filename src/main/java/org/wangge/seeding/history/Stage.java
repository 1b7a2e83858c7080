package org.wangge.seeding.history;

import org.springframework.beans.factory.BeanFactory;
import org.wangge.announcement.Announcements;
import org.wangge.casework.Cases;
import org.wangge.hazard.Hazards;
import org.wangge.inspection.Inspections;
import org.wangge.place.Places;
import org.wangge.planning.Draws;
import org.wangge.planning.InspectionPlans;
import org.wangge.planning.InspectionTasks;
import org.wangge.rehearsal.Replays;
import org.wangge.roster.Rosters;
import org.wangge.routing.RoutingOverlays;
import org.wangge.warning.Warnings;

/** The faces through which all is done that people do. */
record Stage(
        Cases cases,
        Inspections inspections,
        Hazards hazards,
        Places places,
        InspectionPlans plans,
        InspectionTasks tasks,
        Draws draws,
        Announcements announcements,
        Warnings warnings,
        RoutingOverlays overlays,
        Rosters rosters,
        Replays replays) {

    static Stage of(BeanFactory beans) {
        return new Stage(
                beans.getBean(Cases.class),
                beans.getBean(Inspections.class),
                beans.getBean(Hazards.class),
                beans.getBean(Places.class),
                beans.getBean(InspectionPlans.class),
                beans.getBean(InspectionTasks.class),
                beans.getBean(Draws.class),
                beans.getBean(Announcements.class),
                beans.getBean(Warnings.class),
                beans.getBean(RoutingOverlays.class),
                beans.getBean(Rosters.class),
                beans.getBean(Replays.class));
    }
}
