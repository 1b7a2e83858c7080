// From which desk to which: a table with a row for each desk that has cases now and a column for each that would have them.
import { html } from '/desk/view.js';
import { t } from '/desk/words.js';

const desksOf = (flows, side) => [...new Map(flows.map((flow) => [flow[side].code, flow[side]])).values()].sort((a, b) => a.code.localeCompare(b.code));

export function Matrix({ flows }) {
  if (flows.length === 0) return html`<p class="quiet">${t('replay.no-flows')}</p>`;
  const [from, to] = [desksOf(flows, 'from'), desksOf(flows, 'to')];
  const count = (a, b) => flows.find((flow) => flow.from.code === a.code && flow.to.code === b.code)?.cases ?? 0;
  return html`
    <div class="wide" tabindex="0" role="region" aria-label=${t('replay.matrix')}><table class="matrix">
      <caption>${t('replay.matrix')}</caption>
      <thead><tr><th scope="col">${t('replay.from-to')}</th>${to.map((desk) => html`<th key=${desk.code} scope="col" class="n">${desk.name}</th>`)}</tr></thead>
      <tbody>${from.map((row) => html`<tr key=${row.code}><th scope="row">${row.name}</th>${to.map((desk) => {
        const n = count(row, desk);
        return html`<td key=${desk.code} class=${'n' + (n === 0 ? ' none' : desk.code === row.code ? ' same' : ' moves')}>${n === 0 ? '·' : n}</td>`;
      })}</tr>`)}</tbody></table></div>`;
}
