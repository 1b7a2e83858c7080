/** Saved views over HTTP. */
@NullMarked
package org.wangge.savedview.web;

import org.jspecify.annotations.NullMarked;
