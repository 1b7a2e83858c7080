package org.wangge.overview.model;

import org.jspecify.annotations.Nullable;

/**
 * What a line of the form is about: an industry in an office, or a sum.
 *
 * @param office code; null for all
 * @param industry code; null for all
 */
public record FormGroup(@Nullable String office, @Nullable String industry) {

    public static final FormGroup TOTAL = new FormGroup(null, null);
}
