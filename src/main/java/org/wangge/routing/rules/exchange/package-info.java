/** Tables of rules as files for people and for other programs: sheets, and DMN 1.5. What is read is read whole or not at all. */
@NullMarked
package org.wangge.routing.rules.exchange;

import org.jspecify.annotations.NullMarked;
