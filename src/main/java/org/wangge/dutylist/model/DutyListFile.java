package org.wangge.dutylist.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyItem;
import org.wangge.dutylist.DutyList;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.work.Versioned;

/**
 * One version of an office's list as stored; written once.
 *
 * @param id of office and version, so that no version comes twice
 * @param by null for what came with the installation
 */
public record DutyListFile(
        String id,
        String office,
        long version,
        List<DutyItem> items,
        @Nullable PersonName by,
        Instant at,
        @Nullable String operationKey,
        @Nullable String operationHash)
        implements Versioned {

    /** The next version of a list. */
    public static DutyListFile after(
            DutyList present, List<DutyItem> items, @Nullable PersonName by, Instant at, Operation operation) {
        long version = present.version() + 1;
        return new DutyListFile(
                id(present.officeCode(), version),
                present.officeCode(),
                version,
                items,
                by,
                at,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash());
    }

    public static String id(String office, long version) {
        return office + ":" + version;
    }

    /** A version never changes, so that nothing was ever done to it. */
    @Override
    public @Nullable List<Operation.Done> operations() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/duty-lists/" + office + "?version=" + version;
    }

    public DutyList list() {
        return new DutyList(office, version, items, by, at);
    }
}
