package org.wangge.hazard;

/** How grave a hazard is. A grid worker only suspects; a department confirms (field rule 12). */
public enum HazardLevel {
    GENERAL,
    SUSPECTED_MAJOR,
    MAJOR
}
