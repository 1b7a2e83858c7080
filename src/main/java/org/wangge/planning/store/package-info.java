/** Plans, tasks and draws in the database. */
@NullMarked
package org.wangge.planning.store;

import org.jspecify.annotations.NullMarked;
