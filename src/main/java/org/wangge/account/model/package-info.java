/** Accounts, departments and sessions as they are kept; plain decisions. */
@NullMarked
package org.wangge.account.model;

import org.jspecify.annotations.NullMarked;
