package org.wangge.candidate.model;

/**
 * How much each reason weighs. Law comes before all else: who leads by the duty list is first and who may not do it is last,
 * whatever else speaks for them; so these weigh more than all others together.
 */
final class Weights {

    static final int LEADING_DEPARTMENT = 300;
    /** Less than the department itself, whatever else speaks for its people: it knows best whom to send. */
    static final int PERSON_OF_LEADING_DEPARTMENT = 100;

    static final int OWN_DUTY = 20;
    static final int ASSISTS = 5;
    static final int TAKEN_BACK = -600;
    static final int DISTRICT_UNIT = -10;

    static final int GRID_PRIMARY = 30;
    static final int GRID_SUBSTITUTE = 25;
    static final int GRID_BACKUP = 10;

    static final int ON_DUTY = 20;
    static final int ON_DUTY_WHEN_URGENT = 45;

    static final int OPEN_CASE = -2;
    static final int MOST_OPEN_LOAD = -30;

    /** On the spot; nothing from {@link #FAR_METRES} on. */
    static final int NEAR = 20;

    static final double FAR_METRES = 5_000;

    static final int PAST_CASE = 1;
    static final int MOST_PAST_WORK = 15;

    static final int NOT_A_HANDLER = -250;
    /** Decides between equals only. */
    static final int DOUBTFUL = -1;

    static final int UNREACHABLE = -40;

    private Weights() {}
}
