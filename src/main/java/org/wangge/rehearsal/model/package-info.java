/** What is counted, and when. */
@NullMarked
package org.wangge.rehearsal.model;

import org.jspecify.annotations.NullMarked;
