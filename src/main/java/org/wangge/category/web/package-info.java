/** Categories over HTTP. */
@NullMarked
package org.wangge.category.web;

import org.jspecify.annotations.NullMarked;
