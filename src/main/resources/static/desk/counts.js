// How many wait in each queue, counted again when something of their kind happens.
import { html, useCallback, useEffect, useRef, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { t } from '/desk/words.js';

/** A dozen counts each time: those of all desks together must stay cheap in a busy district. */
const COUNTS_AT_MOST_EVERY_MS = 10_000;

export function useCounts({ path, subject }, all) {
  const [counts, setCounts] = useState({});
  const last = useRef(0);
  const timer = useRef(0);
  const read = useCallback(async () => {
    last.current = Date.now();
    timer.current = 0;
    const answers = await Promise.all(all.map(async ({ id, ...wanted }) => {
      const page = await get(`${path}?` + new URLSearchParams({ ...wanted, limit: 1, count: true })).catch(() => null);
      return [id, page && (page.totalIsMore ? page.total + '+' : String(page.total))];
    }));
    setCounts(Object.fromEntries(answers.filter(([, count]) => count !== null)));
  }, [path, all]);
  const soon = useCallback(() => {
    if (!timer.current) {
      timer.current = setTimeout(read, Math.max(300, last.current + COUNTS_AT_MOST_EVERY_MS - Date.now()));
    }
  }, [read]);
  useEffect(() => {
    read();
    const stop = onEvent(({ event, data }) => (event === 'resync' || data.subject === subject) && soon());
    return () => (stop(), clearTimeout(timer.current), (timer.current = 0));
  }, [read, soon]);
  return counts;
}

/** The queues with their counts; one that is about lateness is marked as soon as there is anything in it. */
export const Queues = ({ queues, chosen, counts, hrefOf }) => html`
  <ul>
    ${queues.map((queue) => html`
      <li key=${queue.id}>
        <a href=${hrefOf(queue)} aria-current=${queue === chosen ? 'page' : undefined} data-queue=${queue.id}>
          <span>${t('queue.' + queue.id)}</span>
          <b class=${queue.id.endsWith('overdue') && counts[queue.id] > '0' ? 'hot' : ''}>${counts[queue.id] ?? '·'}</b>
        </a>
      </li>`)}
  </ul>`;
