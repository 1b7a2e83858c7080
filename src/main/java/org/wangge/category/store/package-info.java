/** The collection of categories. Nobody else reads it. */
@NullMarked
package org.wangge.category.store;

import org.jspecify.annotations.NullMarked;
