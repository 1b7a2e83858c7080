/** Decisions about warnings, and how an alert is read: no I/O. */
@NullMarked
package org.wangge.warning.model;

import org.jspecify.annotations.NullMarked;
