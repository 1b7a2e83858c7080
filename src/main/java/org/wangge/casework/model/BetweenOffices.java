package org.wangge.casework.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.DeskKind;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;

/**
 * What goes on between desks about whose a case is.
 *
 * @param transfer that waits for its answer
 * @param objection the last one
 * @param arbitrations what the district decided, the newest last; the oldest go first
 * @param handOvers how often an office gave it away to another, whatever that one answered
 */
public record BetweenOffices(
        @Nullable Transfer transfer,
        @Nullable Objection objection,
        @Nullable List<Arbitration> arbitrations,
        int handOvers) {

    /** From so many on the district gets it by itself. */
    static final int MOST_HAND_OVERS = 2;

    private static final int ARBITRATIONS_KEPT = 20;

    static final BetweenOffices NOTHING = new BetweenOffices(null, null, null, 0);

    @Override
    public List<Arbitration> arbitrations() {
        return Objects.requireNonNullElse(arbitrations, List.of());
    }

    /** Offered to another desk, which has not answered. */
    public record Transfer(Desk to, Desk from, PersonName by, Instant at, Reason reason) {}

    /**
     * Somebody says that it is not theirs by the duty list.
     *
     * @param item of the list: the category it was under then
     * @param departmentCode who objects for a department; null when an office does
     * @param officeCode of the desk it came from, or of the office that objects
     */
    public record Objection(
            String item, @Nullable String departmentCode, String officeCode, PersonName by, Instant at, State state) {

        /** What became of it. */
        public enum State {
            OPEN,
            /** It is another's. */
            UPHELD,
            /** It is theirs after all. */
            REJECTED
        }

        boolean isOpen() {
            return state == State.OPEN;
        }

        Objection decided(boolean upheld) {
            return new Objection(item, departmentCode, officeCode, by, at, upheld ? State.UPHELD : State.REJECTED);
        }
    }

    /** An office, a department or a category, by code and in words. */
    public record Named(String code, LocalizedText name) {}

    /**
     * Who helps.
     *
     * @param areas of an office; empty for a department
     */
    public record Assisting(String code, LocalizedText name, List<String> areas) {}

    /**
     * The district's word on whose it is.
     *
     * @param office at whose desk it is from then on; null when only the lead was named
     * @param lead department that it must be dispatched to; null when the office decides that
     * @param category that was disputed
     * @param upheld whether an objection was right; null when there was none
     */
    public record Arbitration(
            @Nullable Named office,
            @Nullable Named lead,
            List<Assisting> assisting,
            Named category,
            PersonName by,
            Instant at,
            Reason reason,
            @Nullable Boolean upheld) {}

    /** The last word of the district; null when it said none. */
    public @Nullable Arbitration arbitration() {
        List<Arbitration> all = arbitrations();
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Whether the district named this department to lead. */
    public boolean isLead(String departmentCode) {
        Arbitration word = arbitration();
        return word != null && word.lead() != null && word.lead().code().equals(departmentCode);
    }

    boolean isObjected() {
        return objection != null && objection.isOpen();
    }

    BetweenOffices with(@Nullable Transfer offered) {
        return new BetweenOffices(offered, objection, arbitrations, handOvers);
    }

    BetweenOffices with(Objection raised) {
        return new BetweenOffices(transfer, raised, arbitrations, handOvers);
    }

    BetweenOffices handedOver(int times) {
        return new BetweenOffices(null, objection, arbitrations, handOvers + times);
    }

    BetweenOffices with(Arbitration word) {
        List<Arbitration> all =
                Stream.concat(arbitrations().stream(), Stream.of(word)).toList();
        return new BetweenOffices(
                transfer, objection, all.subList(Math.max(0, all.size() - ARBITRATIONS_KEPT), all.size()), handOvers);
    }

    /** The desks that have to do with a case besides the one it is at. */
    Stream<Desk> desks() {
        Arbitration word = arbitration();
        Stream<Desk> helping = word == null
                ? Stream.of()
                : word.assisting().stream()
                        .filter(assisting -> !assisting.areas().isEmpty())
                        .map(assisting ->
                                new Desk(DeskKind.OFFICE, assisting.code(), assisting.name(), assisting.areas()));
        return Stream.concat(transfer == null ? Stream.of() : Stream.of(transfer.to()), helping);
    }
}
