package org.wangge.seeding.history;

import org.wangge.category.Categories;
import org.wangge.grid.GridCells;
import org.wangge.routing.WorkingCalendar;

/** Where the tales of cases play. */
record CaseScene(
        District district, Words words, Categories categories, GridCells grids, WorkingCalendar calendar, Pace pace) {}
