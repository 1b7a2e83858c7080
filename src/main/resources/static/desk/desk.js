// The desk of an office: its queues, the list of one of them, and the case that is open.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { Queues, useCounts } from '/desk/counts.js';
import { address, go, to } from '/desk/route.js';
import { t } from '/desk/words.js';
import { Filters } from '/desk/filters.js';
import { Lines, List } from '/desk/list.js';
import { Bulk } from '/desk/bulk.js';
import { CASE_STEPS } from '/desk/casesteps.js';
import { CasePanel } from '/desk/case.js';
import { KeepView, Views, queryOf as viewOf, useViews } from '/desk/views.js';

const STATES = ['REPORTED', 'VERIFYING', 'FILED', 'DISPATCHED', 'HANDLING', 'RESOLVED', 'CHECKING', 'CLOSED', 'DECLINED', 'MERGED', 'VOIDED', 'WITHDRAWN'];
const FILTERS = ['state', 'category', 'urgent', 'overdue', 'unclear', 'q', 'sort', 'from', 'to', 'grid', 'bbox'];

const CASES = {
  path: '/cases',
  subject: 'CASE',
  slim: (file) => ({
    id: file.id,
    number: file.number,
    state: file.state,
    version: file.version,
    category: file.category.name,
    categoryCode: file.category.code,
    gridCode: file.area.gridCode,
    open: file.openActions.join(' '),
    text: file.description ?? file.address ?? '',
    place: file.area.gridName,
    dueAt: file.dueAt,
    overdue: file.overdue,
    urgent: file.urgent,
    returns: file.returns,
    unclear: file.unclear.length > 0,
  }),
  show: (row) => {
    const flags = [row.urgent && 'urgent', row.unclear && 'unclear', row.returns > 0 && 'returned'].filter(Boolean);
    return html`<${Lines} title=${row.category} flags=${flags.map((flag) => [flag, t('flag.' + flag)])} state=${t('state.' + row.state)} stateClass=${row.state}
      text=${row.text} facts=${[row.number, row.place]} dueAt=${row.dueAt} late=${row.overdue} />`;
  },
};

/** What waits for whom. A queue is nothing but a filter with a name. */
function queues(me) {
  const has = (role) => me.roles.includes(role);
  const desk = me.desk;
  if (has('DISPATCHER') || has('SUPERVISOR')) {
    return [
      { id: 'to-file', waiting: 'FILING', desk },
      { id: 'to-dispatch', waiting: 'DISPATCH', desk },
      { id: 'returned', waiting: 'DISPATCH', returns: '1', desk },
      { id: 'transferred', waiting: 'TRANSFER' },
      { id: 'arbitration', waiting: 'ARBITRATION' },
      { id: 'to-check', waiting: 'CLOSING', desk },
      { id: 'asked', waiting: 'VERIFICATION,CHECK', desk },
      { id: 'in-hand', waiting: 'ACCEPTANCE,HANDLING', desk },
      { id: 'overdue', overdue: 'true' },
      { id: 'unclear', unclear: 'true' },
      { id: 'all' },
    ];
  }
  const mine = has('HANDLER') ? { assignee: 'me' } : { reporter: 'me' };
  return [
    { id: 'mine', ...mine, ...(has('HANDLER') ? { waiting: 'ACCEPTANCE,HANDLING' } : {}) },
    { id: 'mine-overdue', ...mine, overdue: 'true' },
    { id: 'mine-all', ...mine },
  ];
}

function queryOf(queue, route) {
  const { id, ...wanted } = queue;
  const query = new URLSearchParams(wanted);
  FILTERS.forEach((name) => route.query.has(name) && query.set(name, route.query.get(name)));
  if (!query.has('sort')) query.set('sort', ['all', 'mine-all'].includes(id) ? '-reportedAt' : 'dueAt');
  return query.toString();
}

function useCategories() {
  const [categories, setCategories] = useState([]);
  useEffect(() => {
    all('/categories').then((items) => setCategories(items.map((one) => [one.code, `${one.code} ${one.name}`])), () => {});
  }, []);
  return categories;
}

export function Page({ me, route }) {
  const mine = useMemo(() => queues(me), [me]);
  const counts = useCounts(CASES, mine);
  const categories = useCategories();
  const first = me.roles.includes('SUPERVISOR') && !me.roles.includes('DISPATCHER') ? 'arbitration' : mine[0].id;
  const chosen = mine.find((queue) => queue.id === (route.query.get('queue') ?? first)) ?? mine[0];
  const open = route.query.get('case');
  const query = queryOf(chosen, route);
  const kept = useViews();
  const view = viewOf(route, chosen);
  const [picked, setPicked] = useState(new Map());
  useEffect(() => setPicked(new Map()), [query]);
  return html`
    <div class=${'desk' + (open ? ' opened' : '')}>
      <nav aria-label=${t('queues')}>
        <${Queues} queues=${mine} chosen=${chosen} counts=${counts} hrefOf=${(queue) => to('desk', { queue: queue.id })} />
        <${Views} kept=${kept} me=${me} here=${view} />
      </nav>
      <section class="list" aria-label=${t('queue.' + chosen.id)}>
        <${Filters} route=${route} search=${t('search')} switches=${['urgent', 'overdue', 'unclear']} sorts=${['dueAt', '-reportedAt', '-updatedAt']}
                    choices=${[['state', t('filter.state'), STATES.map((state) => [state, t('state.' + state)])], ['category', t('filter.category'), categories]]}
                    others=${[['bbox', t('in-box')], ['grid', t('in-grid')]]} />
        <${KeepView} kept=${kept} me=${me} query=${view} route=${route} />
        <${List} key=${me.id} source=${CASES} query=${query} open=${open} onOpen=${(id) => go(address(route, { case: id }))}
                 chosen=${picked} onChosen=${setPicked} />
        <${Bulk} kind=${CASE_STEPS} chosen=${picked} onChosen=${setPicked} />
      </section>
      ${open && html`<${CasePanel} key=${open} id=${open} me=${me} onClose=${() => go(address(route, { case: null }))} />`}
    </div>`;
}
