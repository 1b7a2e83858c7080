// Filters of a list. Several values of one of them are alternatives; they live in the address.
import { html, useEffect, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t } from '/desk/words.js';

const STATES = ['REPORTED', 'VERIFYING', 'FILED', 'DISPATCHED', 'HANDLING', 'RESOLVED', 'CHECKING', 'CLOSED', 'DECLINED', 'MERGED', 'VOIDED', 'WITHDRAWN'];
const SORTS = ['dueAt', '-reportedAt', '-updatedAt'];
const SEARCH_AFTER_MS = 350;

function Choice({ name, label, options, route }) {
  const chosen = (route.query.get(name) ?? '').split(',').filter(Boolean);
  const toggle = (value) => go(address(route, {
    [name]: (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]).join(','),
  }));
  return html`
    <details class="choice">
      <summary>${label}${chosen.length > 0 && html` <b>${chosen.length}</b>`}</summary>
      <fieldset>
        <legend class="hidden">${label}</legend>
        ${options.map(([value, text]) => html`
          <label key=${value}><input type="checkbox" checked=${chosen.includes(value)} onChange=${() => toggle(value)} /> ${text}</label>`)}
      </fieldset>
    </details>`;
}

function Switch({ name, route }) {
  const on = route.query.get(name) === 'true';
  return html`<button type="button" class="chip" aria-pressed=${on} onClick=${() => go(address(route, { [name]: on ? null : 'true' }))}>${t('filter.' + name)}</button>`;
}

export function Filters({ route }) {
  const [categories, setCategories] = useState([]);
  const [typed, setTyped] = useState(route.query.get('q') ?? '');
  useEffect(() => {
    all('/categories').then((items) => setCategories(items.map((one) => [one.code, `${one.code} ${one.name}`])), () => {});
  }, []);
  useEffect(() => setTyped(route.query.get('q') ?? ''), [route.query.get('q')]);
  useEffect(() => {
    if (typed === (route.query.get('q') ?? '')) return undefined;
    const timer = setTimeout(() => go(address(route, { q: typed.trim() })), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`
    <div class="filters">
      <input type="search" id="search" value=${typed} maxlength="60" placeholder=${t('search')} aria-label=${t('search')}
             onInput=${(event) => setTyped(event.target.value)} />
      <${Choice} name="state" label=${t('filter.state')} options=${STATES.map((state) => [state, t('state.' + state)])} route=${route} />
      <${Choice} name="category" label=${t('filter.category')} options=${categories} route=${route} />
      ${['urgent', 'overdue', 'unclear'].map((name) => html`<${Switch} key=${name} name=${name} route=${route} />`)}
      <select aria-label=${t('sort')} value=${route.query.get('sort') ?? ''} onChange=${(event) => go(address(route, { sort: event.target.value }))}>
        <option value="">${t('sort')}</option>
        ${SORTS.map((sort) => html`<option key=${sort} value=${sort}>${t('sort.' + sort)}</option>`)}
      </select>
    </div>`;
}
