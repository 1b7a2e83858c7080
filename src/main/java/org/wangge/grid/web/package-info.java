/** The grid directory over HTTP. */
@NullMarked
package org.wangge.grid.web;

import org.jspecify.annotations.NullMarked;
