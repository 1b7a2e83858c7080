// The lists of these pages: where each comes from, what is kept of an item, and how its row looks.
import { html } from '/desk/view.js';
import { day, t, time } from '/desk/words.js';
import { Lines } from '/desk/list.js';

export const HAZARDS = {
  path: '/hazards',
  subject: 'HAZARD',
  slim: ({ id, number, state, version, level, itemText, place, gridName, dueAt, overdue, listing, stopOrder, round }) => ({
    id, number, state, version, level, itemText, place: place.name, gridName, dueAt, overdue, round,
    listed: Boolean(listing && !listing.endedAt),
    stopped: Boolean(stopOrder && !stopOrder.liftedAt),
  }),
  show: (row) => html`<${Lines} title=${row.place} flags=${flags(row)} state=${t('hazard.state.' + row.state)} stateClass=${row.state}
    text=${row.itemText} facts=${[row.number, row.gridName]} dueAt=${ended(row.state) ? null : row.dueAt} late=${row.overdue} />`,
};

const ended = (state) => ['CLOSED', 'VOIDED', 'TRANSFERRED'].includes(state);

const flags = (row) => [
  row.level === 'MAJOR' && ['urgent', t('hazard.level.MAJOR')],
  row.level === 'SUSPECTED_MAJOR' && ['unclear', t('hazard.level.SUSPECTED_MAJOR')],
  row.listed && ['unclear listed', t('flag.listed')],
  row.stopped && ['urgent stopped', t('flag.stopped')],
  row.round > 1 && ['returned', t('round', { n: row.round })],
].filter(Boolean);

export const Colour = ({ risk }) => html`<i class=${'risk ' + risk.colour}>${t('colour.' + risk.colour)}</i>`;

export const PLACES = {
  path: '/places',
  subject: 'PLACE',
  slim: ({ id, name, kindName, address, gridName, state, risk, nextDueAt, version }) => ({ id, name, kindName, address, gridName, state, colour: risk.colour, nextDueAt, version }),
  show: (row) => html`<${Lines} title=${row.name} flags=${[['risk ' + row.colour, t('colour.' + row.colour)]]}
    state=${row.state === 'OPEN' ? null : t('place.state.' + row.state)} text=${row.address}
    facts=${[row.kindName, row.gridName]} dueAt=${row.nextDueAt} late=${row.nextDueAt && new Date(row.nextDueAt) < Date.now()} />`,
};

export const INSPECTIONS = {
  path: '/inspections',
  subject: 'INSPECTION',
  slim: ({ id, state, place, checklistName, inspector, gridName, startedAt, submittedAt, result, version }) => ({
    id, state, place: place.name, checklistName, inspector: inspector.name, gridName, at: submittedAt ?? startedAt, failed: result?.failed ?? null, version,
  }),
  show: (row) => html`<${Lines} title=${row.place} flags=${row.failed > 0 ? [['unclear', t('failed-n', { n: row.failed })]] : []}
    state=${row.state === 'SUBMITTED' ? null : t('inspection.state.' + row.state)} stateClass=${row.state} text=${row.checklistName}
    facts=${[time(row.at), row.inspector, row.gridName]} />`,
};

export const TASKS = {
  path: '/inspection-tasks',
  subject: 'TASK',
  slim: ({ id, state, version, planName, placeName, address, gridName, dueAt, overdue }) => ({ id, state, version, planName, placeName, address, gridName, dueAt, overdue }),
  show: (row) => html`<${Lines} title=${row.placeName} state=${t('task.state.' + row.state)} stateClass=${row.state} text=${row.address}
    facts=${[row.planName, row.gridName]} dueAt=${['PLANNED', 'DUE', 'STARTED'].includes(row.state) ? row.dueAt : null} late=${row.overdue} />`,
};

const planned = (path, subject) => ({
  path,
  subject,
  slim: ({ id, name, theme, state, version, from, to, checklistCode, createdBy }) => ({ id, name, theme, state, version, from, to, checklistCode, by: createdBy.name }),
  show: (row) => html`<${Lines} title=${row.name} state=${t('plan.state.' + row.state)} stateClass=${row.state} text=${row.theme ?? row.checklist ?? ''}
    facts=${[`${day(row.from)} – ${day(row.to)}`, row.by]} />`,
});
/** What people call one of these. */
export const nameOf = (known, code) => known.find(([one]) => one === code)?.[1] ?? code;

/** The same with the name of the checklist, which a row has only by its code. */
export const named = (source, { checklists }) => ({ ...source, show: (row) => source.show({ ...row, checklist: nameOf(checklists, row.checklistCode) }) });

export const PLANS = planned('/inspection-plans', 'PLAN');
export const CAMPAIGNS = planned('/campaigns', 'CAMPAIGN');
