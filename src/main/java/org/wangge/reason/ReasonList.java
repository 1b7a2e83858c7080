package org.wangge.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wangge.shared.LocalizedText;

/**
 * The reasons for one action, in the order in which people choose from them.
 *
 * @param action as in the path, for example {@code return}; the same word means the same for cases, hazards and places
 * @param version counts up with every change, 0 before it is stored
 */
public record ReasonList(String action, List<Code> codes, long version) {

    /** The code for what no other says, which a text must say then. */
    public static final String OTHER = "OTHER";

    /**
     * One reason.
     *
     * @param retired can no longer be chosen; old timelines still refer to it
     */
    public record Code(String code, LocalizedText texts, boolean retired) {

        Code asRetired() {
            return new Code(code, texts, true);
        }

        /** Whether choosing it is not enough. */
        public boolean textRequired() {
            return code.equals(OTHER);
        }
    }

    public ReasonList {
        codes = List.copyOf(codes);
    }

    /** Also when it is retired; empty when there never was one. */
    public Optional<Code> code(String wanted) {
        return codes.stream().filter(one -> one.code().equals(wanted)).findFirst();
    }

    /** Those that can be chosen today. */
    public List<Code> open() {
        return codes.stream().filter(one -> !one.retired()).toList();
    }

    /** This as the change of what is stored: what is missing here is kept as retired. */
    ReasonList following(ReasonList stored) {
        List<Code> all = new ArrayList<>(codes);
        stored.codes().stream()
                .filter(before -> code(before.code()).isEmpty())
                .map(Code::asRetired)
                .forEach(all::add);
        return new ReasonList(action, all, stored.version());
    }

    /** The same under another version. */
    public ReasonList atVersion(long number) {
        return new ReasonList(action, codes, number);
    }
}
