@NullMarked
package org.wangge.audit.store;

import org.jspecify.annotations.NullMarked;
