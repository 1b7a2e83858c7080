// The steps of hazards, places, plans, tasks and inspections: what the contract cannot know of them.
import { get } from '/desk/api.js';
import { t } from '/desk/words.js';

export const HAZARD_STEPS = {
  path: '/hazards',
  main: ['issue-notice', 'start-rectification', 'report-rectified', 'recheck', 'confirm-major', 'lift-stop'],
  days: ['until'],
  // The reason is asked for as one; the contract also takes its parts. Only a major hazard needs the plan of five elements.
  leaves: (file, action) => (action === 'unlist' ? ['code', 'text'] : action === 'start-rectification' && file.level !== 'MAJOR' ? ['plan'] : []),
  needs: (file, action) => (action === 'start-rectification' ? ['plan'] : []),
  word: (action) => t('hazard.action.' + action),
  choices: (file, action, names) => (names.includes('hazardIds') ? { hazardIds: besides(file) } : {}),
};

/** Others of the same inspection that the same notice can hold. */
const besides = (file) => get(`/hazards?inspection=${file.inspectionId}&state=FOUND&limit=200`).then((page) =>
  page.items.filter((one) => one.id !== file.id && one.openActions.includes('issue-notice')).map((one) => [one.id, `${one.number} ${one.itemText}`]));

/** A description is changed by the form that also makes one. */
export const PLACE_STEPS = { path: '/places', subject: 'PLACE', main: ['reopen'], elsewhere: ['edit'], word: (action) => t('place.action.' + action) };

/** Answers and signatures are given at the place. */
export const INSPECTION_STEPS = { path: '/inspections', subject: 'INSPECTION', main: [], elsewhere: ['answer', 'submit', 'add-photos'], word: (action) => t('inspection.action.' + action) };

export const TASK_STEPS = { path: '/inspection-tasks', main: [], elsewhere: ['inspect'], word: (action) => t('task.action.' + action) };

const PLANNED = { main: ['activate', 'start'], word: (action) => t('plan.action.' + action) };
export const PLAN_STEPS = { ...PLANNED, path: '/inspection-plans', subject: 'PLAN' };
export const CAMPAIGN_STEPS = { ...PLANNED, path: '/campaigns', subject: 'CAMPAIGN' };
