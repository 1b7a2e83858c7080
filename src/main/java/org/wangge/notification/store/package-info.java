/** Notices, devices and templates. */
@NullMarked
package org.wangge.notification.store;

import org.jspecify.annotations.NullMarked;
