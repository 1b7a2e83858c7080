// Filters of a list. Several values of one of them are alternatives; they live in the address.
import { html, useEffect, useState } from '/desk/view.js';
import { address, go } from '/desk/route.js';
import { t } from '/desk/words.js';

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

const One = ({ name, label, options, route }) => html`
  <select aria-label=${label} value=${route.query.get(name) ?? ''} onChange=${(event) => go(address(route, { [name]: event.target.value }))}>
    <option value="">${label}</option>
    ${options.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}
  </select>`;

/** Choices are [name, label, options], options [value, text]; of `ones` one can be chosen; what the address holds besides can be taken away (`others`). */
export function Filters({ route, search, choices = [], ones = [], switches = [], sorts = [], others = [] }) {
  const [typed, setTyped] = useState(route.query.get('q') ?? '');
  useEffect(() => setTyped(route.query.get('q') ?? ''), [route.query.get('q')]);
  useEffect(() => {
    if (typed === (route.query.get('q') ?? '')) return undefined;
    const timer = setTimeout(() => go(address(route, { q: typed.trim() })), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`
    <div class="filters">
      ${search && html`<input type="search" id="search" value=${typed} maxlength="60" placeholder=${search} aria-label=${search}
             onInput=${(event) => setTyped(event.target.value)} />`}
      ${choices.map(([name, label, options]) => html`<${Choice} key=${name} name=${name} label=${label} options=${options} route=${route} />`)}
      ${ones.map(([name, label, options]) => html`<${One} key=${name} name=${name} label=${label} options=${options} route=${route} />`)}
      ${switches.map((name) => html`<${Switch} key=${name} name=${name} route=${route} />`)}
      ${sorts.length > 0 && html`<${One} name="sort" label=${t('sort')} options=${sorts.map((sort) => [sort, t('sort.' + sort)])} route=${route} />`}
      ${others.filter(([name]) => route.query.has(name)).map(([name, label]) => html`
        <button type="button" key=${name} class="chip" aria-pressed="true" aria-label=${`${t('take-away')}: ${label}`}
                onClick=${() => go(address(route, { [name]: null }))}>${label} ✕</button>`)}
    </div>`;
}
