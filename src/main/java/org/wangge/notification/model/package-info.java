/** Who is told of what, and the notices as kept. */
@NullMarked
package org.wangge.notification.model;

import org.jspecify.annotations.NullMarked;
