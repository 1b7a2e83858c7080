package org.wangge.grid.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Responsibility;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.shared.Operation;
import org.wangge.work.Versioned;

/**
 * A responsibility as stored. Only its end changes, so the end says which version it is.
 *
 * @param id the grid's code and what tells it from the others of the grid
 * @param by who named the worker; null when it came with a seed or an account
 * @param changedBy who ended it; null when nobody did by itself
 */
public record ResponsibilityFile(
        String id,
        String gridCode,
        UUID accountId,
        String name,
        @Nullable String phone,
        ResponsibleWorker.Duty duty,
        Instant from,
        @Nullable Instant until,
        @Nullable UUID by,
        @Nullable Instant at,
        @Nullable UUID changedBy,
        @Nullable Instant changedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** One that somebody names. */
    public static ResponsibilityFile of(Responsibility named, UUID by, Instant at, Operation operation) {
        ResponsibleWorker worker = named.worker();
        return new ResponsibilityFile(
                worker.gridCode() + ":" + named.id(),
                worker.gridCode(),
                worker.accountId(),
                worker.name(),
                worker.phone(),
                worker.duty(),
                worker.from(),
                worker.until(),
                by,
                at,
                null,
                null,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    public Responsibility responsibility() {
        return new Responsibility(
                id.substring(gridCode.length() + 1),
                new ResponsibleWorker(gridCode, accountId, name, phone, duty, from, until));
    }

    /** The same with another end. */
    public ResponsibilityFile endingAt(@Nullable Instant end, UUID who, Instant when) {
        return new ResponsibilityFile(
                id,
                gridCode,
                accountId,
                name,
                phone,
                duty,
                from,
                end,
                by,
                at,
                who,
                when,
                operationKey,
                operationHash,
                operations);
    }

    /** Nobody sees it, nor says that it was seen. */
    @Override
    public long version() {
        return 0;
    }

    @Override
    public Map<String, @Nullable Object> storedVersion() {
        return Collections.singletonMap("until", until);
    }

    @Override
    public String caption() {
        return "/api/v1/grids/" + gridCode + "/responsibilities";
    }
}
