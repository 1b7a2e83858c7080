package org.wangge.account.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Versioned;

/**
 * A department as stored; its code is its id.
 *
 * @param retired whether nothing new goes to it; null when an older build wrote it
 * @param operationKey of the write that made it
 * @param version 0 when an older build wrote it
 */
public record StoredDepartment(
        String id,
        LocalizedText name,
        String officeCode,
        String district,
        @Nullable Boolean retired,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations,
        long version)
        implements Versioned {

    public static StoredDepartment of(Department department, @Nullable Operation operation) {
        String key = operation == null ? null : operation.key();
        return new StoredDepartment(
                department.code(),
                department.name(),
                department.officeCode(),
                department.district(),
                false,
                key,
                operation == null || key == null ? null : operation.bodyHash(),
                null,
                1);
    }

    public boolean isRetired() {
        return Boolean.TRUE.equals(retired);
    }

    @Override
    public String caption() {
        return "/api/v1/departments/" + id;
    }

    /** As it is said to be; what is so already stays so. */
    public Decision<StoredDepartment> changed(LocalizedText newName, boolean nowRetired) {
        return name.equals(newName) && isRetired() == nowRetired
                ? new Decision.Already<>()
                : new Decision.Next<>(
                        new StoredDepartment(
                                id,
                                newName,
                                officeCode,
                                district,
                                nowRetired,
                                operationKey,
                                operationHash,
                                operations,
                                version + 1),
                        List.of());
    }

    public Department toDepartment() {
        return new Department(id, name, officeCode, district);
    }
}
