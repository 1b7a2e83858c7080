package org.wangge.savedview.model;

import java.util.UUID;
import org.wangge.shared.PersonName;

/**
 * A view of the queue under a name.
 *
 * @param id chosen by whoever made it
 * @param name as people call it
 * @param query what stands behind the question mark in the desk's address; empty for the queue as it is
 * @param by who said so last
 */
public record SavedView(UUID id, String name, String query, PersonName by) {}
