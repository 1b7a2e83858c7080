// Safety: hazards and what finds them. The left says what there is, the middle lists it, the right shows one.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all, get, save } from '/desk/api.js';
import { address, go, to } from '/desk/route.js';
import { t } from '/desk/words.js';
import { Queues, useCounts } from '/desk/counts.js';
import { Filters } from '/desk/filters.js';
import { List } from '/desk/list.js';
import { CAMPAIGNS, HAZARDS, INSPECTIONS, PLACES, PLANS, TASKS, named } from '/desk/hazards/sources.js';
import { HazardPanel } from '/desk/hazards/hazard.js';
import { PlacePanel } from '/desk/hazards/place.js';
import { InspectionPanel } from '/desk/hazards/inspection.js';
import { PlanPanel, TaskPanel } from '/desk/hazards/plan.js';
import { NewPlan } from '/desk/hazards/newplan.js';
import { PlaceForm } from '/desk/hazards/placeform.js';
import { PlaceImport } from '/desk/hazards/placeimport.js';
import { DRAWS, DrawPanel, NewDraw } from '/desk/hazards/draws.js';
import { Register } from '/desk/hazards/register.js';
import { Checked, MonthlyForm } from '/desk/hazards/form.js';

export const OPEN = 'FOUND,NOTICED,RECTIFYING,RECHECK_DUE';
const QUEUES = [
  { id: 'hz-notice', state: 'FOUND' },
  { id: 'hz-under-way', state: 'NOTICED,RECTIFYING' },
  { id: 'hz-recheck', state: 'RECHECK_DUE' },
  { id: 'hz-overdue', overdue: 'true' },
  { id: 'hz-decide', level: 'SUSPECTED_MAJOR', state: OPEN },
  { id: 'hz-major', level: 'MAJOR', state: OPEN },
  { id: 'hz-listed', listed: 'true' },
  { id: 'hz-all' },
];
const STATES = ['FOUND', 'NOTICED', 'RECTIFYING', 'RECHECK_DUE', 'CLOSED', 'TRANSFERRED', 'VOIDED'];
const LEVELS = ['GENERAL', 'SUSPECTED_MAJOR', 'MAJOR'];
const COLOURS = ['RED', 'ORANGE', 'YELLOW', 'BLUE'];
const TASK_STATES = ['PLANNED', 'DUE', 'STARTED', 'DONE', 'MISSED', 'SKIPPED'];
/** What an address from elsewhere (the monthly form, a place) may ask for besides. */
const BESIDES = ['grid', 'bbox', 'place', 'inspection', 'item', 'foundMonth', 'closedMonth', 'standing', 'listedIn', 'listingLevel', 'planned', 'listed', 'plan', 'month', 'from', 'to'];

/** In place of an id: one that is being made. */
const NEW = 'new';

const words = (prefix, values) => values.map((value) => [value, t(prefix + value)]);

function useNames() {
  const [names, setNames] = useState({ offices: [], kinds: [], industries: [], checklists: [] });
  useEffect(() => {
    Promise.all([all('/offices'), all('/place-kinds?retired=true'), get('/checklists?limit=200')]).then(([offices, kinds, checklists]) => setNames({
      offices: offices.map((one) => [one.code, one.name]),
      kinds: kinds.map((one) => [one.code, one.name]),
      checklists: checklists.items.map((one) => [one.code, one.name]),
      industries: [...new Map(kinds.map((one) => [one.industry.code, one.industry.name]))],
    }), () => {});
  }, []);
  return names;
}

/** Of each list: its source, its panel, by which name the open one is in the address, and its filters. */
function lists(me, names) {
  const { offices, kinds, industries } = names;
  const office = me.officeCode ? [] : [['office', t('filter.office'), offices]];
  const inspection = { source: INSPECTIONS, panel: InspectionPanel, open: 'inspection' };
  return {
    '': {
      source: HAZARDS, panel: HazardPanel, open: 'hazard', search: t('search-hazards'), exported: 'hazards',
      choices: [['state', t('filter.state'), words('hazard.state.', STATES)], ['level', t('filter.level'), words('hazard.level.', LEVELS)]],
      ones: [...office, ['industry', t('filter.industry'), industries]],
      switches: ['overdue'], sorts: ['dueAt', '-foundAt', '-updatedAt'],
    },
    places: {
      source: PLACES, panel: PlacePanel, open: 'place', search: t('search-places'), exported: 'places',
      choices: [['colour', t('filter.colour'), words('colour.', COLOURS)], ['kind', t('filter.kind'), kinds],
        ['state', t('filter.state'), words('place.state.', ['OPEN', 'SUSPENDED', 'CLOSED_DOWN'])]],
      ones: office, sorts: ['name', 'nextDueAt', '-score', '-updatedAt'], makes: PlaceForm, maker: 'PLACE_EDIT',
    },
    inspections: {
      ...inspection,
      choices: [['state', t('filter.state'), words('inspection.state.', ['STARTED', 'SUBMITTED', 'ABANDONED'])]],
      ones: [...office, ['industry', t('filter.industry'), industries]], switches: ['failed'],
    },
    tasks: {
      source: TASKS, panel: TaskPanel, open: 'task',
      choices: [['state', t('filter.state'), words('task.state.', TASK_STATES)]], ones: office, switches: ['overdue'],
    },
    plans: { source: named(PLANS, names), panel: PlanPanel, open: 'plan', makes: NewPlan, maker: 'INSPECTION_PLAN' },
    campaigns: { source: named(CAMPAIGNS, names), panel: PlanPanel, open: 'campaign', makes: NewPlan, maker: 'INSPECTION_PLAN' },
    draws: { source: DRAWS, panel: DrawPanel, open: 'draw', makes: NewDraw, maker: 'INSPECTION_PLAN' },
  };
}

function queryOf(list, part, queue, route) {
  const { id, ...wanted } = part === '' ? queue : {};
  const query = new URLSearchParams(wanted);
  const names = ['q', 'sort', ...(list.choices ?? []).map(([name]) => name), ...(list.ones ?? []).map(([name]) => name), ...(list.switches ?? []), ...BESIDES];
  names.filter((name) => name !== list.open && route.query.has(name)).forEach((name) => query.set(name, route.query.get(name)));
  if (part === '' && !query.has('sort')) query.set('sort', id === 'hz-all' ? '-foundAt' : 'dueAt');
  return query.toString();
}

function Exports({ name, query }) {
  const [problem, setProblem] = useState(null);
  const load = () => save(`/exports/${name}.xlsx?${query}`, `${name}.xlsx`).then(() => setProblem(null), setProblem);
  return html`
    <button type="button" class="plain" onClick=${load}>${t('as-table')}</button>
    ${problem && html`<span class="problem" role="alert">${problem.message}</span>`}`;
}

const Chapters = ({ me, part }) => html`
  <h2 class="chapter">${t('hz.more')}</h2>
  <ul>
    ${['register', 'places', ...(me.permissions.includes('PLACE_IMPORT') ? ['import'] : []), 'inspections', 'tasks', 'plans', 'campaigns', 'draws', 'form'].map((one) => html`
      <li key=${one}><a href=${to('hazards/' + one)} aria-current=${part === one ? 'page' : undefined}>${t('hz.' + one)}</a></li>`)}
  </ul>`;

function Listed({ me, names, route, part, list, queue }) {
  const query = queryOf(list, part, queue, route);
  const open = route.query.get(list.open);
  const show = (id) => go(address(route, { [list.open]: id }));
  const makes = list.makes && me.permissions.includes(list.maker);
  const name = part === '' ? t('queue.' + queue.id) : t('hz.' + part);
  const besides = BESIDES.filter((one) => one !== list.open).map((one) => [one, `${t('besides.' + one)} ${route.query.get(one)?.length > 20 ? '' : route.query.get(one)}`]);
  return html`
    <section class="list" aria-label=${name}>
      ${list.choices && html`<${Filters} route=${route} search=${list.search} choices=${list.choices} ones=${list.ones} switches=${list.switches} sorts=${list.sorts} others=${besides} />`}
      ${(makes || list.exported) && html`<p class="under">
        ${makes && html`<button type="button" class="plain" onClick=${() => show(NEW)}>${t('new-' + list.open)}</button>`}
        ${list.exported && html`<${Exports} name=${list.exported} query=${query} />`}</p>`}
      <${List} key=${part} source=${list.source} query=${query} open=${open} onOpen=${show} />
    </section>
    ${open && (open === NEW && list.makes
      ? html`<${list.makes} kind=${list.open} me=${me} names=${names} onClose=${() => show(null)} onDone=${({ id }) => show(id)} />`
      : html`<${list.panel} key=${open} id=${open} kind=${list.open} me=${me} names=${names} onClose=${() => show(null)} />`)}`;
}

/** What is no list. */
const SHEETS = ['register', 'import', 'form', 'checked'];

export function Page({ me, route }) {
  const counts = useCounts(HAZARDS, QUEUES);
  const names = useNames();
  const all = useMemo(() => lists(me, names), [me, names]);
  const part = route.parts[0] in all || SHEETS.includes(route.parts[0]) ? route.parts[0] : '';
  const list = all[part];
  const queue = QUEUES.find((one) => one.id === route.query.get('queue')) ?? QUEUES[0];
  return html`
    <div class=${'desk' + (list && route.query.get(list.open) ? ' opened' : '')}>
      <nav aria-label=${t('page.hazards')}>
        <${Queues} queues=${QUEUES} chosen=${part === '' ? queue : null} counts=${counts} hrefOf=${(one) => to('hazards', { queue: one.id })} />
        <${Chapters} me=${me} part=${part} />
      </nav>
      ${part === 'register' && html`<${Register} me=${me} route=${route} offices=${names.offices} />`}
      ${part === 'import' && me.permissions.includes('PLACE_IMPORT') && html`<${PlaceImport} />`}
      ${part === 'form' && html`<${MonthlyForm} me=${me} route=${route} offices=${names.offices} />`}
      ${part === 'checked' && html`<${Checked} route=${route} />`}
      ${list && html`<${Listed} key=${part} me=${me} names=${names} route=${route} part=${part} list=${list} queue=${queue} />`}
    </div>`;
}
