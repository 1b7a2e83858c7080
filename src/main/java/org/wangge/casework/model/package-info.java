/** The case as kept, the state machine, the clocks; plain Java, no I/O. */
@NullMarked
package org.wangge.casework.model;

import org.jspecify.annotations.NullMarked;
