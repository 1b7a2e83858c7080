package org.wangge.embedded.engine;

/** Under which names documents and indexes stand in the file. */
final class MapNames {

    private static final String BUILDING = "building.";

    private MapNames() {}

    static String of(String database, String collection) {
        return "documents." + database + "." + collection;
    }

    static String ofIndex(String database, String collection, String index) {
        return "index." + database + "." + collection + "$" + index;
    }

    /** Of an index that is not complete: after a crash it goes away, and the index is built from the beginning. */
    static String whileBuilding(String index) {
        return BUILDING + index;
    }

    static String complete(String building) {
        return building.substring(BUILDING.length());
    }

    static boolean isBuilding(String name) {
        return name.startsWith(BUILDING);
    }
}
