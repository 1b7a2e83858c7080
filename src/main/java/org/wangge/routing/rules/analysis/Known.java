package org.wangge.routing.rules.analysis;

import java.util.List;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;

/** What there is in the district today, as far as rules speak of it. Answers do not change while a table is looked at. */
public interface Known {

    /**
     * All codes that a report can have in a column of codes or of a tree: grids by their paths, categories by their codes. An empty
     * list says that the codes are not known; then a report may have any.
     */
    List<String> codes(Column column);

    /** Whether a cell of a column may name this code: one that a report can have, one above it in its tree, a word or an overlay. */
    boolean exists(Column column, String code);

    /** Whether a rule may name this receiver: the office, the department or the role of a person that the outcome needs. */
    boolean exists(Outcome.Target target, String code);

    /** Whether one may watch who is named so. */
    boolean canWatch(String code);

    /** Whether limits of this name exist. */
    boolean hasClockProfile(String name);

    /** Whether a department stands at an office, so that a matter given to it is given to the office. */
    boolean atOffice(String department);

    /** Areas, by their paths, for whose office nobody of the role of a person is planned to be on duty in such a time. */
    List<String> withoutDuty(String role, TimeClass time);

    /** The matters of a class, by the duty lists of today. */
    List<Matter> matters(DutyClass duty);

    /**
     * A category on the list of an office.
     *
     * @param area path of the office's area
     */
    record Matter(String area, String category) {}
}
