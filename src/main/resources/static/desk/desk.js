// The desk of an office: its queues, the list of one of them, and the case that is open.
import { html, useCallback, useEffect, useMemo, useRef, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { address, go, to } from '/desk/route.js';
import { t } from '/desk/words.js';
import { Filters } from '/desk/filters.js';
import { List } from '/desk/list.js';
import { CasePanel } from '/desk/case.js';

/** A dozen counts each time: those of all desks together must stay cheap in a busy district. */
const COUNTS_AT_MOST_EVERY_MS = 10_000;
const FILTERS = ['state', 'category', 'urgent', 'overdue', 'unclear', 'q', 'sort', 'from', 'to', 'grid'];

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

function useCounts(all) {
  const [counts, setCounts] = useState({});
  const last = useRef(0);
  const timer = useRef(0);
  const read = useCallback(async () => {
    last.current = Date.now();
    timer.current = 0;
    const answers = await Promise.all(all.map(async ({ id, ...wanted }) => {
      const page = await get('/cases?' + new URLSearchParams({ ...wanted, limit: 1, count: true })).catch(() => null);
      return [id, page && (page.totalIsMore ? page.total + '+' : String(page.total))];
    }));
    setCounts(Object.fromEntries(answers.filter(([, count]) => count !== null)));
  }, [all]);
  const soon = useCallback(() => {
    if (!timer.current) {
      timer.current = setTimeout(read, Math.max(300, last.current + COUNTS_AT_MOST_EVERY_MS - Date.now()));
    }
  }, [read]);
  useEffect(() => {
    read();
    const stop = onEvent(({ event, data }) => (event === 'resync' || data.subject === 'CASE') && soon());
    return () => (stop(), clearTimeout(timer.current), (timer.current = 0));
  }, [read, soon]);
  return counts;
}

export function Page({ me, route }) {
  const all = useMemo(() => queues(me), [me]);
  const counts = useCounts(all);
  const chosen = all.find((queue) => queue.id === route.query.get('queue')) ?? all[0];
  const open = route.query.get('case');
  return html`
    <div class=${'desk' + (open ? ' opened' : '')}>
      <nav aria-label=${t('queues')}>
        <ul>
          ${all.map((queue) => html`
            <li key=${queue.id}>
              <a href=${to('desk', { queue: queue.id })}
                 aria-current=${queue === chosen ? 'page' : undefined} data-queue=${queue.id}>
                <span>${t('queue.' + queue.id)}</span>
                <b class=${['overdue', 'mine-overdue'].includes(queue.id) && counts[queue.id] > '0' ? 'hot' : ''}>${counts[queue.id] ?? '·'}</b>
              </a>
            </li>`)}
        </ul>
      </nav>
      <section class="list" aria-label=${t('queue.' + chosen.id)}>
        <${Filters} route=${route} />
        <${List} key=${me.id} query=${queryOf(chosen, route)} open=${open}
                 onOpen=${(id) => go(address(route, { case: id }))} />
      </section>
      ${open && html`<${CasePanel} key=${open} id=${open} me=${me} onClose=${() => go(address(route, { case: null }))} />`}
    </div>`;
}
