package org.wangge.webhook;

/** Why there was no answer. */
public enum DeliveryFault {
    /** The answer did not come in time. */
    TIMEOUT,
    /** The name has no address, or none to which may be sent. */
    ADDRESS,
    /** The connection is not safe: its certificate is not good. */
    TLS,
    /** There was no connection, or it broke. */
    CONNECTION,
    /** The URL names what may not be sent to, by the rules of now. */
    TARGET,
    /** The secret cannot be read, because the installation has another key now; rotate it. */
    SECRET
}
