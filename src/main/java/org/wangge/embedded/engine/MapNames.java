package org.wangge.embedded.engine;

/** Under which names documents and indexes stand in the file. */
final class MapNames {

    private MapNames() {}

    static String of(String database, String collection) {
        return "documents." + database + "." + collection;
    }

    static String ofIndex(String database, String collection, String index) {
        return "index." + database + "." + collection + "$" + index;
    }
}
