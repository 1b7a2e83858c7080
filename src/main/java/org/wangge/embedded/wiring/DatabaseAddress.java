package org.wangge.embedded.wiring;

import com.mongodb.ConnectionString;
import org.wangge.embedded.StoreUnavailable;

/** A connection string that always names a database: {@code wangge} where the operator named none. */
final class DatabaseAddress {

    private static final String DATABASE = "wangge";

    private DatabaseAddress() {}

    /** What is wrong with an address is not repeated: the driver quotes pieces of it, and it may hold a password. */
    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException unreadable) {
            throw new StoreUnavailable("WANGGE_MONGODB_URI is not a MongoDB address: mongodb://… or mongodb+srv://…, "
                    + "with special characters of names and passwords written as %40 and so on");
        }
    }

    static ConnectionString of(String uri) {
        ConnectionString given = parsed(uri);
        if (given.getDatabase() != null) {
            return given;
        }
        int options = uri.indexOf('?');
        String hosts = options < 0 ? uri : uri.substring(0, options);
        String rest = options < 0 ? "" : uri.substring(options + 1);
        String named = (hosts.endsWith("/") ? hosts : hosts + "/") + DATABASE;
        // Naming a database would also move the place where users are looked up, which is admin by default.
        boolean move = given.getCredential() != null && !rest.contains("authSource=");
        String all = move ? rest + (rest.isEmpty() ? "" : "&") + "authSource=admin" : rest;
        return new ConnectionString(all.isEmpty() ? named : named + "?" + all);
    }
}
