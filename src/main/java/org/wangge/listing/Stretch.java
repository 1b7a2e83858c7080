package org.wangge.listing;

/** By due date there are those that have one and those that have none. */
enum Stretch {
    ALL,
    DATED,
    UNDATED
}
