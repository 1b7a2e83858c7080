package org.wangge.place;

/** How dangerous a place is, the worst first. */
public enum RiskColour {
    RED,
    ORANGE,
    YELLOW,
    BLUE
}
