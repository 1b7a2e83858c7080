package org.wangge.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failed sign-ins under a name since the last success, kept for a day after the last. */
public record SignInFailures(
        String id, int failures, @Nullable Instant lockedUntil, Instant forgetAt) {}
