package org.wangge.routing.rules;

/** What a rule can look at. */
public enum Column {
    AREA(Kind.TREE),
    CATEGORY(Kind.TREE),
    KIND(Kind.CODES),
    URGENT(Kind.CODES),
    SOURCE(Kind.CODES),
    POSITION(Kind.CODES),
    ACCURACY(Kind.NUMBER),
    PLACE_KIND(Kind.CODES),
    TIME(Kind.CODES),
    WORDS(Kind.SET),
    DUTY(Kind.CODES),
    OVERLAY(Kind.SET),
    ROLE(Kind.CODES);

    /** What a cell of the column can hold. */
    public enum Kind {
        /** One of some codes. */
        CODES,
        /** A code, or all that lie below it. */
        TREE,
        /** An interval of numbers. */
        NUMBER,
        /** Some codes at once; a cell asks whether any of its own is among them. */
        SET
    }

    private final Kind kind;

    Column(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
