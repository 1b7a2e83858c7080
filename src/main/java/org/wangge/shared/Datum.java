package org.wangge.shared;

/** The coordinate systems phones and Chinese map services use. Everything is stored in WGS84. */
public enum Datum {
    WGS84,
    GCJ02,
    BD09
}
