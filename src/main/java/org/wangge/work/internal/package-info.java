/** The loops and leases behind the face. */
@NullMarked
package org.wangge.work.internal;

import org.jspecify.annotations.NullMarked;
