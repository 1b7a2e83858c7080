package org.wangge.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business "no": a stable code that clients can rely on, and what its text needs.
 *
 * @param code as listed in {@code api-spec/problems.yaml}, for example {@code case.stale}
 * @param arguments put into the text by position; a constant of an enum and a text in both languages in the reader's language
 * @param faults the fields at fault, empty when the whole request is
 * @param presentVersion the version now stored, null when it is not told
 * @param presentState what state that is, by its code; null for what has none
 * @param openActions what the caller may do instead, empty when unknown
 * @param retryAfterSeconds when it makes sense to try again, null when it does not
 */
public record Refusal(
        String code,
        List<Object> arguments,
        List<Fault> faults,
        @Nullable Long presentVersion,
        @Nullable String presentState,
        List<String> openActions,
        @Nullable Long retryAfterSeconds) {

    /**
     * One field that is wrong.
     *
     * @param pointer JSON pointer into the body ({@code /position/longitude}) or the name of a parameter
     */
    public record Fault(String pointer, String code, List<Object> arguments) {

        public static Fault of(String pointer, String code, Object... arguments) {
            return new Fault(pointer, code, List.of(arguments));
        }
    }

    public static Refusal of(String code, Object... arguments) {
        return new Refusal(code, List.of(arguments), List.of(), null, null, List.of(), null);
    }

    /** A refusal because of one field; the pointer says which. */
    public static Refusal field(String code, String pointer, Object... arguments) {
        return new Refusal(
                code, List.of(arguments), List.of(Fault.of(pointer, code, arguments)), null, null, List.of(), null);
    }

    public Refusal withFaults(List<Fault> others) {
        return new Refusal(
                code, arguments, List.copyOf(others), presentVersion, presentState, openActions, retryAfterSeconds);
    }

    /** With what it is now, of something that has no states. */
    public Refusal withPresent(long version, List<String> actions) {
        return new Refusal(code, arguments, faults, version, presentState, List.copyOf(actions), retryAfterSeconds);
    }

    /** With what it is now, so that a client need not read it before it offers what can be done instead. */
    public Refusal withPresent(long version, Enum<?> state, List<String> actions) {
        return new Refusal(code, arguments, faults, version, state.name(), List.copyOf(actions), retryAfterSeconds);
    }

    public Refusal retryAfter(long seconds) {
        return new Refusal(code, arguments, faults, presentVersion, presentState, openActions, seconds);
    }
}
