package org.wangge.category;

/** What sort of thing a category is, as its code's first letter says. */
public enum CategoryKind {
    /** 部件 (C): a thing in public space that can break; GB/T 47678.5-2026. */
    COMPONENT('C'),
    /** 事项 (E): something that happens in public space; GB/T 47678.5-2026. */
    MATTER('E'),
    /** 社会治理事项 (G): a local item of social governance, not in the standard. */
    GOVERNANCE('G');

    private final char letter;

    CategoryKind(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
