package org.wangge.seeding.history;

import org.springframework.beans.factory.BeanFactory;
import org.wangge.casework.Cases;
import org.wangge.hazard.Hazards;
import org.wangge.inspection.Inspections;
import org.wangge.place.Places;
import org.wangge.planning.InspectionPlans;
import org.wangge.planning.InspectionTasks;

/** The faces through which all is done that people do. */
record Stage(
        Cases cases,
        Inspections inspections,
        Hazards hazards,
        Places places,
        InspectionPlans plans,
        InspectionTasks tasks) {

    static Stage of(BeanFactory beans) {
        return new Stage(
                beans.getBean(Cases.class),
                beans.getBean(Inspections.class),
                beans.getBean(Hazards.class),
                beans.getBean(Places.class),
                beans.getBean(InspectionPlans.class),
                beans.getBean(InspectionTasks.class));
    }
}
