package org.wangge.routing.rules.analysis;

import java.util.List;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.RandomTables;

/** What there is in the district of {@link RandomTables}. */
public class TinyDistrict implements Known {

    @Override
    public List<String> codes(Column column) {
        return RandomTables.codes(column);
    }

    @Override
    public boolean exists(Column column, String code) {
        return !code.startsWith("no-such");
    }

    @Override
    public boolean exists(Outcome.Target target, String code) {
        return !code.startsWith("no-such");
    }

    @Override
    public boolean canWatch(String code) {
        return !code.startsWith("no-such");
    }

    @Override
    public boolean hasClockProfile(String name) {
        return name.equals("URGENT");
    }

    @Override
    public boolean atOffice(String department) {
        return department.startsWith("510703001-");
    }

    @Override
    public List<String> withoutDuty(String role, TimeClass time) {
        return time == TimeClass.HOLIDAY ? List.of("510703/510703010") : List.of();
    }

    @Override
    public List<Matter> matters(DutyClass duty) {
        return duty == DutyClass.TAKEN_BACK
                ? List.of(new Matter("510703/510703001", "G0203"), new Matter("510703/510703010", "E01001"))
                : List.of();
    }
}
