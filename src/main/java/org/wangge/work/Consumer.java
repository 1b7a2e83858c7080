package org.wangge.work;

/**
 * Who hears of events, in the order in which they are asked. The order is what is usual, and no consumer may rely on it for
 * good: one that fails waits alone and is asked again later, while those after it go on. The names are stored and shown; never
 * rename one, and never use one again for something else.
 */
public enum Consumer {

    /** Keeps the lines that leave their case. First, because a line is kept in its case for twenty steps more and then gone. */
    JOURNAL,

    /**
     * Ends the responsibilities of people who left. Before {@link #DEVICES}, which hears of them too: work that goes to nobody
     * does more harm than a push that comes late.
     */
    RESPONSIBILITIES,

    /**
     * Goes on with what a case did to another one, and with its photos. Before {@link #HAZARD_FOLLOW_UP}, which follows a
     * merged case to the one that goes on.
     */
    CASE_FOLLOW_UP,

    /** Opens and ends the cases of hazards, and hears of them. After {@link #CASE_FOLLOW_UP}, and before people are told. */
    HAZARD_FOLLOW_UP,

    /** Finishes what an inspection found, should its request have died. Before people are told; nobody else hears of inspections. */
    INSPECTION_FOLLOW_UP,

    /**
     * Writes what happened into the feed of its district. Before {@link #NOTICES}, so that the feed has a step before the
     * notices of it.
     */
    LIVE,

    /** Tells people. After all that changes what they will look at. */
    NOTICES,

    /** Forgets the devices of people who left. Last, because nothing else depends on it. */
    DEVICES
}
