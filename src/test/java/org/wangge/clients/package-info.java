/** Clients generated from the contract, in a profile of their own. */
package org.wangge.clients;
