@NullMarked
package org.wangge.platform.records;

import org.jspecify.annotations.NullMarked;
