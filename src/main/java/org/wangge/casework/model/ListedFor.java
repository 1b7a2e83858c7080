package org.wangge.casework.model;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.wangge.casework.model.CaseFile.Assignment;
import org.wangge.shared.PersonName;

/**
 * For whom a case stands in a list, as names of which one index has an entry each: so a list of somebody's is read without what
 * others have, also where that is much.
 */
public final class ListedFor {

    /** Whoever decides for the district: it lies there, or came back too often. */
    public static final String DISTRICT = "district";

    private ListedFor() {}

    /** Who reported it. */
    public static String reporter(UUID account) {
        return "reporter:" + account;
    }

    /** Who has it, or was asked to look; who had it when it was done. */
    public static String with(UUID account) {
        return "with:" + account;
    }

    /** Everybody of a department that has it while no one person has. */
    public static String with(String departmentCode) {
        return "with:" + departmentCode;
    }

    /** The department that has it, or had it when it was done. */
    public static String department(String code) {
        return "department:" + code;
    }

    /** The desk where it waits. */
    public static String desk(String code) {
        return "desk:" + code;
    }

    static List<String> of(CaseFile file) {
        Stream.Builder<String> names = Stream.builder();
        names.add(reporter(file.report().reporter().id()));
        names.add(desk(file.desk().code()));
        if (file.desk().isDistricts() || file.isReturnedToDistrict()) {
            names.add(DISTRICT);
        }
        if (file.task() != null) {
            names.add(with(file.task().assignee().id()));
        }
        Assignment assignment = file.assignment();
        if (assignment != null) {
            addHandler(assignment, names);
        }
        return names.build().distinct().toList();
    }

    /** The department, and whoever of it has it; all of it as long as no one person has. */
    private static void addHandler(Assignment assignment, Stream.Builder<String> names) {
        PersonName person = assignment.assignee();
        String department = assignment.departmentCode();
        if (person != null) {
            names.add(with(person.id()));
        }
        if (department != null) {
            names.add(department(department));
            if (person == null) {
                names.add(with(department));
            }
        }
    }
}
