package org.wangge.notification.model;

import org.wangge.notification.NoticeKind;

/** One audience and what it is told. */
public record Row(Audience audience, NoticeKind kind) {}
