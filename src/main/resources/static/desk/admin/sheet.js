// A table of things that are looked at and rarely touched, read page by page.
import { html, useCallback, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { t } from '/desk/words.js';

export function useRows(path) {
  const [rows, setRows] = useState(null);
  const [cursor, setCursor] = useState(null);
  const [problem, setProblem] = useState(null);
  const read = useCallback(async (from) => {
    try {
      const page = await get(path + (path.includes('?') ? '&' : '?') + 'limit=100' + (from ? '&cursor=' + encodeURIComponent(from) : ''));
      setRows((known) => (from ? known.concat(page.items) : page.items));
      setCursor(page.nextCursor ?? null);
      setProblem(null);
    } catch (failure) {
      setProblem(failure);
    }
  }, [path]);
  useEffect(() => {
    setRows(null);
    read();
  }, [read]);
  return { rows, problem, more: cursor && (() => read(cursor)), read: () => read() };
}

/** @param columns words of the head  @param row gives the cells of an item */
export const Sheet = ({ title, columns, list, row, empty, children }) => html`
  <section class="sheet" aria-label=${title}>
    <header><h2>${title}</h2><span class="gap"></span>${children}</header>
    ${list.problem && html`<p class="problem" role="alert">${list.problem.code === 'network' ? t('network') : list.problem.message}</p>`}
    ${!list.rows && !list.problem && html`<p class="wait">${t('loading')}</p>`}
    ${list.rows?.length === 0 && html`<p class="wait">${empty ?? t('nothing')}</p>`}
    ${list.rows?.length > 0 && html`<div class="wide"><table>
      <thead><tr>${columns.map((one) => html`<th key=${one} scope="col">${one}</th>`)}</tr></thead>
      <tbody>${list.rows.map(row)}</tbody></table></div>`}
    ${list.more && html`<p><button type="button" onClick=${list.more}>${t('more')}</button></p>`}
  </section>`;
