@NullMarked
package org.wangge.platform.document;

import org.jspecify.annotations.NullMarked;
