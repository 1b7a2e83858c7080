/** Plans, tasks and draws as stored, and the rules that make tasks of plans. */
@NullMarked
package org.wangge.planning.model;

import org.jspecify.annotations.NullMarked;
