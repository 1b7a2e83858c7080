/** Plans, tasks and draws over HTTP. */
@NullMarked
package org.wangge.planning.web;

import org.jspecify.annotations.NullMarked;
