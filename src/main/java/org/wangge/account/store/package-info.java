/** The collections of this module and their indexes. */
@NullMarked
package org.wangge.account.store;

import org.jspecify.annotations.NullMarked;
