/** What a duty list must look like, without a store. */
@NullMarked
package org.wangge.dutylist.model;

import org.jspecify.annotations.NullMarked;
