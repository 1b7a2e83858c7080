/** The collection of rehearsals. */
@NullMarked
package org.wangge.rehearsal.store;

import org.jspecify.annotations.NullMarked;
