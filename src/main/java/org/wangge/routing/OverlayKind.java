package org.wangge.routing;

/** What an emergency overlay is for. */
public enum OverlayKind {
    FLOOD,
    GAS_LEAK,
    FIRE,
    EARTHQUAKE,
    LANDSLIDE,
    SNOW_AND_ICE,
    PUBLIC_HEALTH,
    OTHER
}
