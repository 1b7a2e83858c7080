package org.wangge.shared;

/** What a person does in grid governance. What each role may do is data: see {@code seeds/base/permissions.json}. */
public enum Role {
    /** 网格员: reports, verifies, checks and inspects in the field. */
    GRID_WORKER,
    /** 处置人员: handles what is dispatched to a department. */
    HANDLER,
    /** 派遣员: files, dispatches and closes for a sub-district office. */
    DISPATCHER,
    /** 区级指挥中心: arbitrates between offices, voids, supervises. */
    SUPERVISOR,
    /** 管理员: accounts, grids, categories, calendars. */
    ADMIN
}
