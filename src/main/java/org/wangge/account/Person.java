package org.wangge.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of an account to tell someone something.
 *
 * @param locale a language tag, {@code zh-CN} unless the person chose otherwise
 */
public record Person(
        UUID id, String name, String locale, @Nullable String officeCode) {}
