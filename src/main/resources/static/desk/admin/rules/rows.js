// The rows of a rule set as sentences, the first that fits decides. In a draft they change places and leave; it is kept at once or not at all.
import { html, useState } from '/desk/view.js';
import { t } from '/desk/words.js';

export function Rows({ rows, edits, onKeep }) {
  const [next, setNext] = useState(null);
  const shown = next ?? rows;
  const move = (at, by) => {
    const list = [...shown];
    list.splice(at + by, 0, list.splice(at, 1)[0]);
    setNext(list);
  };
  return html`
    <section aria-label=${t('rules.rows')}>
      <h3>${t('rules.rows')} <small>${t('rules.first-decides')}</small></h3>
      ${shown.length === 0 && html`<p class="quiet">${t('rules.no-rows')}</p>`}
      <ol class="rule-rows">${shown.map((row, at) => html`
        <li key=${row.id}>
          <p class="sentence">${row.sentence}</p>
          <small>${row.id}${row.note ? ' · ' + row.note : ''}</small>
          ${edits && html`<span class="row-steps">
            <button type="button" class="plain" disabled=${at === 0} aria-label=${t('rules.up', { row: row.id })} title=${t('rules.up', { row: row.id })} onClick=${() => move(at, -1)}>↑</button>
            <button type="button" class="plain" disabled=${at === shown.length - 1} aria-label=${t('rules.down', { row: row.id })} title=${t('rules.down', { row: row.id })} onClick=${() => move(at, 1)}>↓</button>
            <button type="button" class="plain" aria-label=${t('rules.out', { row: row.id })} title=${t('rules.out', { row: row.id })} onClick=${() => setNext(shown.filter((one) => one !== row))}>✕</button></span>`}
        </li>`)}</ol>
      ${next && html`<div class="buttons kept-bar"><button type="button" class="main" onClick=${async () => (await onKeep(next)) && setNext(null)}>${t('rules.keep')}</button>
        <button type="button" onClick=${() => setNext(null)}>${t('cancel')}</button></div>`}
    </section>`;
}
