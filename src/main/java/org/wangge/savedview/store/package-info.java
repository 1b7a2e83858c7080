/** Where views are kept. */
@NullMarked
package org.wangge.savedview.store;

import org.jspecify.annotations.NullMarked;
