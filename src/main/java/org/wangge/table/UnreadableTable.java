package org.wangge.table;

/** The file is not a table, or too large to be one. */
public final class UnreadableTable extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLong;

    UnreadableTable(String why, boolean tooLong) {
        super(why);
        this.tooLong = tooLong;
    }

    /** Whether it is a table, but with too many lines. */
    public boolean tooLong() {
        return tooLong;
    }
}
