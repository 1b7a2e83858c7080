/** What a view may hold, and how a list of them changes. Plain functions. */
@NullMarked
package org.wangge.savedview.model;

import org.jspecify.annotations.NullMarked;
