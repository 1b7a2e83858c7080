@NullMarked
package org.wangge.audit.internal;

import org.jspecify.annotations.NullMarked;
