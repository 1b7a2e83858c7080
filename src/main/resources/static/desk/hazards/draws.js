// Draws (双随机): places and two inspectors for each, by a seed that is kept, so that everyone can redo it.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all, get } from '/desk/api.js';
import { to } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { FormEnd, useForm } from '/desk/form.js';
import { Lines } from '/desk/list.js';
import { Fact, Panel, useFile } from '/desk/panel.js';

export const DRAWS = {
  path: '/draws',
  subject: 'DRAW',
  slim: ({ id, seed, count, pairs, inspectors, drawnBy, drawnAt }) => ({ id, seed, count, pairs: pairs.length, inspectors: inspectors.length, by: drawnBy.name, at: drawnAt }),
  show: (row) => html`<${Lines} title=${time(row.at)} text=${t('draw.row', { places: row.pairs, people: row.inspectors })} facts=${[row.by, row.seed]} />`,
};

const AT_ONCE = 50;
const MOST_PLACES = 2000;
const INSPECTORS = ['GRID_WORKER', 'HANDLER'];

/** Who may be drawn; nobody for who may not see accounts. */
function usePeople(me) {
  const [people, setPeople] = useState(null);
  useEffect(() => {
    if (!me.permissions.includes('ACCOUNT_READ')) return setPeople([]);
    Promise.all(INSPECTORS.map((role) => all('/accounts?role=' + role))).then((lists) => setPeople([...new Map(lists.flat().map((one) => [one.id, one])).values()]), () => setPeople([]));
    return undefined;
  }, []);
  return people;
}

/** Places by their ids, as many as are shown. */
function usePlaces(ids) {
  const [places, setPlaces] = useState({});
  useEffect(() => {
    ids.filter((id) => !places[id]).forEach((id) => get('/places/' + id).then((place) => setPlaces((known) => ({ ...known, [id]: place })), () => {}));
  }, [ids.join()]);
  return places;
}

function Pairs({ pairs, people }) {
  const [shown, setShown] = useState(AT_ONCE);
  const places = usePlaces(pairs.slice(0, shown).map((one) => one.placeId));
  const nameOf = (id) => people.find((one) => one.id === id)?.name ?? t('draw.somebody');
  return html`
    <div class="wide"><table class="drawn">
      <thead><tr>${['number', 'place', 'inspectors'].map((one) => html`<th key=${one} scope="col" class=${one === 'number' ? 'n' : ''}>${t('draw.column.' + one)}</th>`)}</tr></thead>
      <tbody>${pairs.slice(0, shown).map((pair, at) => html`
        <tr key=${pair.placeId}><td class="n">${at + 1}</td>
          <td><a href=${to('hazards/places', { place: pair.placeId })}>${places[pair.placeId]?.name ?? '…'}</a><br /><small>${places[pair.placeId]?.address}</small></td>
          <td>${together(pair.inspectorIds.map(nameOf))}</td></tr>`)}</tbody>
    </table></div>
    ${shown < pairs.length && html`<p><button type="button" onClick=${() => setShown(shown + AT_ONCE)}>${t('draw.more', { n: pairs.length - shown })}</button></p>`}`;
}

export function DrawPanel({ id, me, onClose }) {
  const { file, problem } = useFile('/draws/' + id);
  const people = usePeople(me);
  if (!file || !people) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${t('draw.title', { n: file.pairs.length })} small=${time(file.drawnAt)} onClose=${onClose}>
      <p class=${file.matches ? 'good' : 'note'}>${t(file.matches ? 'draw.matches' : 'draw.differs')}</p>
      ${file.partial && html`<p class="note">${t('draw.partial')}</p>`}
      <${Pairs} pairs=${file.pairs} people=${people} />
      <dl class="facts">
        <${Fact} name="fact.drawn-by">${file.drawnBy.name} · ${time(file.drawnAt)}<//>
        <${Fact} name="fact.drawn-from">${t('draw.row', { places: file.places.length, people: file.inspectors.length })}<//>
        <${Fact} name="fact.seed"><code>${file.seed}</code><//>
      </dl>
      <details class="more"><summary>${t('draw.how')}</summary><p>${file.method}</p></details>
    <//>`;
}

const Tick = ({ name, text, small, checked, onChange }) => html`<label><input type="checkbox" name=${name} checked=${checked} onChange=${onChange} /> ${text}${small && html` <small>${small}</small>`}</label>`;
const toggled = (list, one) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

/** How many places the choice leaves, counted while it is made. */
function useCount(query) {
  const [count, setCount] = useState(null);
  useEffect(() => {
    let wanted = true;
    setCount(null);
    get(`/places?${query}&limit=1&count=true`).then(({ total, totalIsMore }) => wanted && setCount({ total, more: Boolean(totalIsMore) }), () => {});
    return () => (wanted = false);
  }, [query]);
  return count;
}

export function NewDraw({ me, names, onDone, onClose }) {
  const people = usePeople(me);
  const form = useForm({ path: '/draws', name: 'new-draw', subject: 'DRAW', me, body: (values) => values.sent, onDone });
  const { kinds = [], colours = [], office = '', chosen = [], count = '', seed = '' } = form.values;
  const query = useMemo(() => new URLSearchParams({ state: 'OPEN', ...(kinds.length ? { kind: kinds.join() } : {}), ...(colours.length ? { colour: colours.join() } : {}), ...(office ? { office } : {}) }).toString(), [kinds.join(), colours.join(), office]);
  const found = useCount(query);
  const near = (people ?? []).filter((one) => !office || !one.officeCode || one.officeCode === office);
  const send = async (event) => {
    event.preventDefault();
    try {
      const places = (await all('/places?' + query)).slice(0, MOST_PLACES).map((one) => one.id);
      form.values.sent = { inspectors: chosen, places, count: Number(count), ...(seed.trim() ? { seed: seed.trim() } : {}) };
    } catch (failure) {
      return form.setProblem(failure);
    }
    return form.submit(event);
  };
  return html`
    <${Panel} title=${t('new-draw')} onClose=${onClose}>
      <form class="act draw" onSubmit=${send}>
        <fieldset class="parts"><legend>${t('draw.which-places')}</legend>
          ${!me.officeCode && html`<label><span>${t('filter.office')}</span><select value=${office} onChange=${(event) => form.change('office', event.target.value)}>
            <option value="">${t('all-offices')}</option>${names.offices.map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}</select></label>`}
          <div class="ticks" role="group" aria-label=${t('filter.colour')}>${['RED', 'ORANGE', 'YELLOW', 'BLUE'].map((one) => html`<label key=${one}><input type="checkbox" checked=${colours.includes(one)} onChange=${() => form.change('colours', toggled(colours, one))} /> <i class=${'risk ' + one}>${t('colour.' + one)}</i></label>`)}</div>
          <div class="ticks tall" role="group" aria-label=${t('filter.kind')}>${names.kinds.map(([code, name]) => html`<${Tick} key=${code} text=${name} checked=${kinds.includes(code)} onChange=${() => form.change('kinds', toggled(kinds, code))} />`)}</div>
          <p class="quiet" role="status">${found ? t('draw.found', { n: found.total + (found.more ? '+' : '') }) : t('loading')}${kinds.length + colours.length === 0 ? ' ' + t('draw.none-chosen') : ''}</p>
          <label><span>${t('draw.how-many')}</span><input type="number" min="1" max=${found && !found.more ? found.total : MOST_PLACES} required value=${count} onInput=${(event) => form.change('count', event.target.value)} /></label>
        </fieldset>
        <fieldset class="parts"><legend>${t('draw.who')}</legend>
          <div class="buttons"><button type="button" disabled=${!people} onClick=${() => form.change('chosen', near.map((one) => one.id))}>${t('draw.all-people', { n: near.length })}</button>
            <button type="button" class="plain" onClick=${() => form.change('chosen', [])}>${t('bulk-clear')}</button><small class="quiet">${t('draw.two-each', { n: chosen.length })}</small></div>
          <div class="ticks tall">${near.map((one) => html`<${Tick} key=${one.id} text=${one.name} small=${together(one.roles.map((role) => t('role.' + role)))} checked=${chosen.includes(one.id)} onChange=${() => form.change('chosen', toggled(chosen, one.id))} />`)}</div>
        </fieldset>
        <label><span>${t('fact.seed')} <small>${t('draw.seed-hint')}</small></span><input maxlength="100" value=${seed} onInput=${(event) => form.change('seed', event.target.value)} /></label>
        <${FormEnd} form=${form} fields=${['count', 'seed']} word=${t('draw.draw')} ready=${chosen.length >= 2 && found?.total > 0} onClose=${onClose} />
      </form>
    <//>`;
}
