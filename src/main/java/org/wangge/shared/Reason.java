package org.wangge.shared;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Refusal.Fault;

/**
 * Why something was done: a short code that can be counted, and free text (field rule 5). Clients may write the code in small
 * letters, with hyphens or dots; it is kept in one way, or it could not be counted.
 *
 * @param code upper-case letters, digits and underscores, as it is kept
 * @param item the category that is not on the duty list; null when it is not said, and for other reasons
 */
public record Reason(
        @NotBlank @Pattern(regexp = "[A-Z0-9_]{1,40}") String code,
        @Size(max = 1000) @Nullable String text,
        @Pattern(regexp = "[A-Z0-9]{1,10}") @Nullable String item) {

    /** The matter is not on the duty list of whoever got it; the only reason that names an item. */
    public static final String NOT_ON_DUTY_LIST = "NOT_ON_DUTY_LIST";

    public Reason {
        // Null only from a client that named none, which its constraint says.
        if (code != null) {
            code = countable(code);
        }
    }

    /** A reason that is of no item. */
    public Reason(String code, @Nullable String text) {
        this(code, text, null);
    }

    /** The same, of this item unless another is named. */
    public Reason about(String category) {
        return item == null ? new Reason(code, text, category) : this;
    }

    /** As earlier versions wrote it as long as no item is named: hashes of timelines and operations are made of it. */
    @Override
    public String toString() {
        String end = item == null ? "]" : ", item=" + item + "]";
        return "Reason[code=" + code + ", text=" + text + end;
    }

    /** Of the alphabet only: what else a client sends stays as it is and is refused. */
    private static String countable(String given) {
        StringBuilder kept = new StringBuilder(given.length());
        for (char next : given.toCharArray()) {
            if (next >= 'a' && next <= 'z') {
                kept.append((char) (next - 'a' + 'A'));
            } else {
                kept.append(next == '-' || next == '.' ? '_' : next);
            }
        }
        return kept.toString();
    }

    /** A body that is nothing but a reason: under its name, or code and text by themselves. */
    public record Body(
            @Valid @Nullable Reason reason,

            @Pattern(regexp = "[A-Za-z0-9_.-]{1,40}") @Nullable
            String code,

            @Size(max = 1000) @Nullable String text,

            @Pattern(regexp = "[A-Z0-9]{1,10}") @Nullable String item) {

        /** A body that names no item. */
        public Body(@Nullable Reason reason, @Nullable String code, @Nullable String text) {
            this(reason, code, text, null);
        }

        /** The reason; refuses {@code request.invalid} when it is given in both ways, or in neither. */
        public Reason given() {
            Reason given = givenOrNull();
            if (given == null) {
                throw refused("/reason", "field.required");
            }
            return given;
        }

        /** Null for an empty body, where the reason may be left out; refuses {@code request.invalid} like {@link #given}. */
        public @Nullable Reason givenOrNull() {
            if (reason != null && (code != null || text != null || item != null)) {
                throw refused(code != null ? "/code" : text != null ? "/text" : "/item", "field.twice");
            }
            if (code == null && (text != null || item != null)) {
                throw refused("/code", "field.required");
            }
            return code == null ? reason : new Reason(code, text, item);
        }

        private static Refused refused(String pointer, String fault) {
            return new Refused(Refusal.of("request.invalid").withFaults(List.of(Fault.of(pointer, fault))));
        }
    }
}
