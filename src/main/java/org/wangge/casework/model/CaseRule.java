package org.wangge.casework.model;

import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.work.Transitions;

/** A rule of the table of cases. */
interface CaseRule extends Transitions.Rule<CaseFile, CaseCommand, CaseAction> {}
