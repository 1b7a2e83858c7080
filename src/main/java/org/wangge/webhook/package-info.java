/**
 * Webhooks: other systems of a deployer hear of what happens, over HTTP and signed.
 *
 * <p>Face: {@link org.wangge.webhook.Webhooks}. Reads the feed of module {@code live} with a position for each subscription; nobody
 * listens to it. Owns {@code webhooks}, {@code webhook_progress} and {@code webhook_deliveries}. Invariants: every entry of the feed
 * that a subscription asks for is sent until it is taken, at least once and under the id of its event; of one case, hazard or task
 * the next is sent when the one before was taken; what is gone from the feed unsent is told by an event {@code resync} before what
 * follows; a secret is shown once, and kept encrypted; nothing is sent to an address of the own network unless the deployer says so.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "grid", "listing", "live", "work"})
package org.wangge.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
