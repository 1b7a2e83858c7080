/** Signing keys, access tokens and their readers. */
@NullMarked
package org.wangge.account.token;

import org.jspecify.annotations.NullMarked;
