/** The collections of cases, their journal and their numbers. */
@NullMarked
package org.wangge.casework.store;

import org.jspecify.annotations.NullMarked;
