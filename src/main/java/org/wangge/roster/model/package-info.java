/** The rules of duty: which shifts go together, and who is on duty. */
@NullMarked
package org.wangge.roster.model;

import org.jspecify.annotations.NullMarked;
