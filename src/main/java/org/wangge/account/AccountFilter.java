package org.wangge.account;

import org.jspecify.annotations.Nullable;
import org.wangge.shared.Role;

/** What a list of accounts may be narrowed by; null means any. */
public record AccountFilter(
        @Nullable Role role,
        @Nullable String officeCode,
        @Nullable String department,
        @Nullable String words) {}
