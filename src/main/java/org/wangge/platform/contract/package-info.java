/** Serves the contract and its page. */
@NullMarked
package org.wangge.platform.contract;

import org.jspecify.annotations.NullMarked;
