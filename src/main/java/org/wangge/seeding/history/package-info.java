/** Makes up what happened in the demonstration district, in the past and while it is shown. */
@NullMarked
package org.wangge.seeding.history;

import org.jspecify.annotations.NullMarked;
