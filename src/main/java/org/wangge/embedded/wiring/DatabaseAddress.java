package org.wangge.embedded.wiring;

import com.mongodb.ConnectionString;

/** A connection string that always names a database: {@code wangge} where the operator named none. */
final class DatabaseAddress {

    private static final String DATABASE = "wangge";

    private DatabaseAddress() {}

    static ConnectionString of(String uri) {
        ConnectionString given = new ConnectionString(uri);
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
