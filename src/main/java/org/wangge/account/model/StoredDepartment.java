package org.wangge.account.model;

import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;

/**
 * A department as stored; its code is its id.
 *
 * @param retired whether nothing new goes to it; null when an older build wrote it
 * @param operationKey of the write that made it
 * @param version null when an older build wrote it
 */
public record StoredDepartment(
        String id,
        LocalizedText name,
        String officeCode,
        String district,
        @Nullable Boolean retired,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable Long version) {

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
                1L);
    }

    public boolean isRetired() {
        return Boolean.TRUE.equals(retired);
    }

    public long presentVersion() {
        return version == null ? 0 : version;
    }

    public Department toDepartment() {
        return new Department(id, name, officeCode, district);
    }
}
