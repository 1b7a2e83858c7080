package org.wangge.account;

import org.wangge.shared.LocalizedText;

/**
 * A unit that handles cases (专业部门), within an office or of the district.
 *
 * @param officeCode the office it belongs to; the district's code for the district's own departments
 */
public record Department(String code, LocalizedText name, String officeCode, String district) {}
