// The monthly form as it will be handed in, each number with the list behind it; and the units checked in a month.
import { html, useEffect, useState } from '/desk/view.js';
import { all, get, save } from '/desk/api.js';
import { address, go, to } from '/desk/route.js';
import { t, time } from '/desk/words.js';

const COLUMNS = ['unitsChecked', 'generalFound', 'generalFixed', 'generalRate', 'majorFound', 'majorClosed', 'majorRate', 'majorPlanned', 'majorAllElements', 'listed', 'listedProvincial', 'moneySpent'];
const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
const percent = (rate) => (rate === null ? '—' : `${(rate * 100).toFixed(1)} %`);

/** The list behind a number, as a page of this desk. */
function behind(list) {
  const [path, query] = list.replace('/api/v1', '').split('?');
  const wanted = Object.fromEntries(new URLSearchParams(query));
  return path === '/hazards' ? to('hazards', { queue: 'hz-all', ...wanted }) : to('hazards/checked', wanted);
}

function Cell({ number }) {
  if (number === null || typeof number === 'number') return html`<td class="n">${percent(number)}</td>`;
  return html`<td class="n">${number.value > 0 ? html`<a href=${behind(number.list)}>${number.value}</a>` : '0'}</td>`;
}

const Line = ({ line, name, sum }) => html`
  <tr class=${sum ? 'sum' : ''}><th scope="row">${name}</th>${COLUMNS.map((column) => html`<${Cell} key=${column} number=${line[column]} />`)}</tr>`;

function Table({ form }) {
  const groups = form.offices.map((office) => ({ office, rows: form.rows.filter((row) => row.office.code === office.office.code) }));
  return html`
    <div class="wide"><table class="form">
      <thead><tr><th scope="col">${t('column.unit')}</th>${COLUMNS.map((column) => html`<th key=${column} scope="col" class="n">${t('column.' + column)}</th>`)}</tr></thead>
      ${groups.map(({ office, rows }) => html`
        <tbody key=${office.office.code}>
          <${Line} line=${office} name=${office.office.name} sum=${true} />
          ${rows.map((row) => html`<${Line} key=${row.industry.code} line=${row} name=${row.industry.name} />`)}
        </tbody>`)}
      <tfoot><${Line} line=${form.total} name=${t('total')} sum=${true} /></tfoot>
    </table></div>`;
}

export function MonthlyForm({ me, route, offices }) {
  const [form, setForm] = useState(null);
  const [problem, setProblem] = useState(null);
  const month = route.query.get('month') ?? thisMonth();
  const office = route.query.get('office');
  const query = new URLSearchParams({ month, ...(office ? { office } : {}) }).toString();
  useEffect(() => {
    setForm(null);
    get('/hazards/monthly-form?' + query).then((next) => (setForm(next), setProblem(null)), setProblem);
  }, [query]);
  const load = (ending) => save(`/exports/monthly-form.${ending}?${query}`, `${t('hz.form')}-${month}.${ending}`).catch(setProblem);
  return html`
    <section class="sheet" aria-label=${t('hz.form')}>
      <header><h2>${t('hz.form')}</h2>
        <input type="month" aria-label=${t('month')} value=${month} onChange=${(event) => event.target.value && go(address(route, { month: event.target.value }))} />
        ${!me.officeCode && html`<select aria-label=${t('filter.office')} value=${office ?? ''} onChange=${(event) => go(address(route, { office: event.target.value }))}>
          <option value="">${t('all-offices')}</option>${offices.map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}</select>`}
        <span class="gap"></span>
        <button type="button" class="main" onClick=${() => load('xlsx')}>${t('as-xlsx')}</button>
        <button type="button" onClick=${() => load('csv')}>${t('as-csv')}</button>
        <button type="button" onClick=${() => print()}>${t('print')}</button></header>
      ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
      ${form && form.rows.length === 0 && html`<p class="wait">${t('nothing-in-month')}</p>`}
      ${form && form.rows.length > 0 && html`<${Table} form=${form} />`}
      ${form && html`<p class="quiet">${t('as-of', { time: time(form.asOf) })} ${t('form-notes')}</p>`}
    </section>`;
}

export function Checked({ route }) {
  const [items, setItems] = useState(null);
  const [problem, setProblem] = useState(null);
  const query = new URLSearchParams({ month: thisMonth() });
  ['month', 'office', 'grid', 'industry'].forEach((name) => route.query.has(name) && query.set(name, route.query.get(name)));
  useEffect(() => {
    all('/inspected-places?' + query).then(setItems, setProblem);
  }, [query.toString()]);
  return html`
    <section class="sheet" aria-label=${t('hz.checked')}>
      <header><h2>${t('hz.checked')} ${query.get('month')}</h2></header>
      ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
      ${items && html`<div class="wide"><table>
        <thead><tr>${['place', 'address', 'inspections', 'failed', 'last'].map((one) => html`<th key=${one} scope="col">${t('column.' + one)}</th>`)}</tr></thead>
        <tbody>${items.map((one) => html`<tr key=${one.placeId}><th scope="row"><a href=${to('hazards/places', { place: one.placeId })}>${one.name}</a></th>
          <td>${one.address}</td><td class="n">${one.inspections}</td><td class="n">${one.failed}</td><td>${time(one.lastInspectedAt)}</td></tr>`)}</tbody>
      </table></div>`}
    </section>`;
}
