// A list of any length by cursor: only the rows in sight are drawn. What changes elsewhere changes in place; what is new waits
// behind a button, so that nothing moves under the hand.
import { html, useCallback, useEffect, useLayoutEffect, useRef, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { distance, t } from '/desk/words.js';

const ROW = 74;
const AROUND = 8;
const PAGE = 100;
const LOOK_AFTER_MS = 500;

function usePages(source, query) {
  const [rows, setRows] = useState(null);
  const [fresh, setFresh] = useState(0);
  const [problem, setProblem] = useState(null);
  const cursor = useRef(null);
  const busy = useRef(false);
  const turn = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    busy.current = true;
    try {
      const page = await get(`${source.path}?limit=${PAGE}&${query}`);
      if (mine !== turn.current) return;
      cursor.current = page.nextCursor ?? null;
      setRows(page.items.map(source.slim));
      setFresh(0);
      setProblem(null);
    } catch (failure) {
      if (mine === turn.current) setProblem(failure);
    } finally {
      if (mine === turn.current) busy.current = false;
    }
  }, [source, query]);

  const more = useCallback(async () => {
    if (busy.current || !cursor.current) return;
    const mine = turn.current;
    busy.current = true;
    try {
      const page = await get(`${source.path}?limit=200&${query}&cursor=${encodeURIComponent(cursor.current)}`);
      if (mine !== turn.current) return;
      cursor.current = page.nextCursor ?? null;
      setRows((known) => {
        const ids = new Set(known.map((row) => row.id));
        return known.concat(page.items.filter((one) => !ids.has(one.id)).map(source.slim));
      });
    } catch (failure) {
      setProblem(failure);
    } finally {
      if (mine === turn.current) busy.current = false;
    }
  }, [source, query]);

  useEffect(() => {
    setRows(null);
    reload();
  }, [reload]);
  return { rows, setRows, fresh, setFresh, problem, reload, more };
}

/** Changed rows are read again and stay where they are; of others it is looked whether the first page has new ones. */
function useChanges(source, query, { rows, setRows, setFresh, reload }) {
  const shown = useRef(rows);
  shown.current = rows;
  useEffect(() => {
    let timer = 0;
    const look = async () => {
      timer = 0;
      const page = await get(`${source.path}?limit=50&${query}`).catch(() => null);
      if (!page || !shown.current) return;
      const ids = new Set(shown.current.map((row) => row.id));
      const count = page.items.filter((one) => !ids.has(one.id)).length;
      if (shown.current.length === 0 && count > 0) reload();
      else setFresh(count);
    };
    const change = async (event) => {
      const known = shown.current?.find((row) => row.id === event.id);
      if (known && known.version < event.version) {
        const file = await get(`${source.path}/${event.id}`).catch(() => null);
        if (file) setRows((all) => all?.map((row) => (row.id === file.id ? { ...source.slim(file), changed: Date.now() } : row)));
      }
      if (!known && !timer) timer = setTimeout(look, LOOK_AFTER_MS);
    };
    const stop = onEvent(({ event, data }) => {
      if (event === 'resync') reload();
      else if (event === 'message' && data.subject === source.subject) change(data);
    });
    return () => (stop(), clearTimeout(timer));
  }, [source, query, reload]);
}

function Row({ source, row, at, count, open, onOpen, focused, chosen, onChoose }) {
  return html`
    <div class="row" role="listitem" aria-setsize=${count} aria-posinset=${at + 1} style=${`top:${at * ROW}px`}>
      ${onChoose && html`<input type="checkbox" tabindex="-1" checked=${chosen} aria-label=${t('bulk-choose', { what: row.number })} onChange=${() => onChoose(row)} />`}
      <a href="#" class=${(open ? 'open ' : '') + (row.changed ? 'changed' : '')} aria-current=${open ? 'true' : undefined}
         tabindex=${focused ? 0 : -1} data-row=${at} data-id=${row.id} key=${row.changed}
         onClick=${(event) => (event.preventDefault(), onOpen(row.id))}>${source.show(row)}</a>
    </div>`;
}

/** What a row shows: a name with its flags and its state, a text, and in small what is known of place and time. */
export const Lines = ({ title, flags = [], state, stateClass = '', text, facts, dueAt, late }) => html`
  <span class="first">
    <b>${title}</b>
    ${flags.map(([flag, word]) => html`<i key=${flag} class=${'flag ' + flag}>${word}</i>`)}
    <span class="gap"></span>
    ${state && html`<i class=${'state ' + stateClass}>${state}</i>`}
  </span>
  <span class="second">${text}</span>
  <span class="third">
    ${facts.map((fact) => html`<span key=${fact}>${fact}</span>`)}<span class="gap"></span>
    ${dueAt && html`<time datetime=${dueAt} class=${late ? 'hot' : ''}>${distance(dueAt)}</time>`}
  </span>`;

/** The source says where the list comes from (`path`), what of an item is kept (`slim`), how it is shown, and what the feed calls it. */
export function List({ source, query, open, onOpen, chosen, onChosen }) {
  const pages = usePages(source, query);
  const { rows, fresh, problem, reload, more } = pages;
  useChanges(source, query, pages);
  const box = useRef(null);
  const [sight, setSight] = useState({ top: 0, height: 800 });
  const [at, setAt] = useState(0);
  const [, tick] = useState(0);

  useLayoutEffect(() => {
    const measured = new ResizeObserver(() => box.current && setSight({ top: box.current.scrollTop, height: box.current.clientHeight }));
    measured.observe(box.current);
    const clock = setInterval(() => tick((n) => n + 1), 30_000);
    return () => (measured.disconnect(), clearInterval(clock));
  }, []);
  useEffect(() => {
    box.current.scrollTop = 0;
    setAt(0);
  }, [query]);

  const from = Math.max(0, Math.floor(sight.top / ROW) - AROUND);
  const to = Math.ceil((sight.top + sight.height) / ROW) + AROUND;
  useEffect(() => {
    if (rows && to >= rows.length - 20) more();
  }, [rows, to]);

  const move = (by) => {
    const next = Math.min(Math.max(at + by, 0), rows.length - 1);
    setAt(next);
    const top = next * ROW;
    if (top < box.current.scrollTop) box.current.scrollTop = top;
    if (top + ROW > box.current.scrollTop + box.current.clientHeight) box.current.scrollTop = top + ROW - box.current.clientHeight;
    requestAnimationFrame(() => box.current.querySelector(`[data-row="${next}"]`)?.focus());
  };
  const choose = (row) => {
    const next = new Map(chosen);
    if (!next.delete(row.id)) next.set(row.id, row);
    onChosen(next);
  };
  const keys = (event) => {
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by && rows?.length) {
      event.preventDefault();
      move(by);
    } else if (event.key === 'x' && onChosen && rows?.[at]) {
      choose(rows[at]);
    }
  };
  return html`
    ${fresh > 0 && html`<button type="button" class="fresh" onClick=${() => (reload(), (box.current.scrollTop = 0))}>${t('fresh', { n: fresh })}</button>`}
    ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message} <button type="button" onClick=${reload}>${t('again')}</button></p>`}
    <div class=${onChosen ? 'rows choosable' : 'rows'} ref=${box} onKeyDown=${keys} role=${rows?.length ? 'list' : undefined} aria-busy=${rows === null}
         onScroll=${(event) => setSight({ top: event.target.scrollTop, height: event.target.clientHeight })}>
      ${rows === null && !problem && html`<p class="wait">${t('loading')}</p>`}
      ${rows?.length === 0 && html`<p class="wait">${t('nothing')}</p>`}
      <div style=${`height:${(rows?.length ?? 0) * ROW}px`} role="presentation">
        ${rows?.slice(from, to).map((row, index) => html`
          <${Row} key=${row.id} source=${source} row=${row} at=${from + index} count=${rows.length} open=${row.id === open}
                  focused=${from + index === at} chosen=${chosen?.has(row.id)} onChoose=${onChosen && choose} onOpen=${(id) => (setAt(from + index), onOpen(id))} />`)}
      </div>
    </div>`;
}
