/** The decision table: its columns, cells and rows, how it decides, what is wrong with it. Plain values and functions. */
@NullMarked
package org.wangge.routing.rules;

import org.jspecify.annotations.NullMarked;
