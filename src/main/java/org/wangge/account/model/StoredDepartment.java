package org.wangge.account.model;

import org.wangge.account.Department;
import org.wangge.shared.LocalizedText;

/** A department as stored; its code is its id. */
public record StoredDepartment(String id, LocalizedText name, String officeCode, String district) {

    public static StoredDepartment of(Department department) {
        return new StoredDepartment(
                department.code(), department.name(), department.officeCode(), department.district());
    }

    public Department toDepartment() {
        return new Department(id, name, officeCode, district);
    }
}
