/** What is wrong with a table of rules, found exactly and shown by an example. Plain values and functions. */
@NullMarked
package org.wangge.routing.rules.analysis;

import org.jspecify.annotations.NullMarked;
