// The register of major hazards: one table of all that are or may be major, what is decided, planned, ordered and listed of each.
import { html, useEffect, useState } from '/desk/view.js';
import { all, save } from '/desk/api.js';
import { address, go, to } from '/desk/route.js';
import { day, t, time } from '/desk/words.js';
import { onEvent } from '/desk/feed.js';

const queryOf = (route) => {
  const query = new URLSearchParams({ level: 'SUSPECTED_MAJOR,MAJOR', sort: 'dueAt' });
  if (!route.query.has('ended')) query.set('state', 'FOUND,NOTICED,RECTIFYING,RECHECK_DUE');
  if (route.query.has('office')) query.set('office', route.query.get('office'));
  return query;
};

const decided = ({ level, majorDecision: one }) => (one?.decidedAt ? `${one.decidedBy?.name ?? ''} ${day(one.decidedAt)}`
  : level === 'SUSPECTED_MAJOR' && one?.decideBy ? t('decide-by', { time: time(one.decideBy) }) : '—');

const Row = ({ file }) => html`
  <tr>
    <th scope="row"><a href=${to('hazards', { queue: file.level === 'MAJOR' ? 'hz-major' : 'hz-decide', hazard: file.id })}>${file.number}</a></th>
    <td><i class=${'flag ' + (file.level === 'MAJOR' ? 'urgent' : 'unclear')}>${t('hazard.level.' + file.level)}</i></td>
    <td>${file.place.name}<br /><small>${file.officeName} · ${file.gridName}</small></td>
    <td>${file.itemText}</td>
    <td>${decided(file)}</td>
    <td>${file.rectificationPlan ? t('plan-there') : t('plan-missing')}</td>
    <td>${file.stopOrder && !file.stopOrder.liftedAt ? t('flag.stopped') : '—'}</td>
    <td>${file.listing && !file.listing.endedAt ? `${t('listing.' + file.listing.level)} · ${day(file.listing.until)}` : '—'}</td>
    <td class=${file.overdue ? 'hot' : ''}>${file.dueAt ? day(file.dueAt) : '—'}</td>
    <td><i class=${'state ' + file.state}>${t('hazard.state.' + file.state)}</i></td>
  </tr>`;

export function Register({ me, route, offices }) {
  const [items, setItems] = useState(null);
  const [problem, setProblem] = useState(null);
  const query = queryOf(route).toString();
  useEffect(() => {
    const read = () => all('/hazards?' + query).then((next) => (setItems(next), setProblem(null)), setProblem);
    read();
    return onEvent(({ event, data }) => (event === 'resync' || data.subject === 'HAZARD') && read());
  }, [query]);
  const load = () => save(`/exports/hazards.xlsx?${query}`, 'major-hazards.xlsx').catch(setProblem);
  return html`
    <section class="sheet" aria-label=${t('hz.register')}>
      <header><h2>${t('hz.register')}</h2><span class="gap"></span>
        ${!me.officeCode && html`<select aria-label=${t('filter.office')} value=${route.query.get('office') ?? ''} onChange=${(event) => go(address(route, { office: event.target.value }))}>
          <option value="">${t('all-offices')}</option>${offices.map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}</select>`}
        <button type="button" class="chip" aria-pressed=${route.query.has('ended')} onClick=${() => go(address(route, { ended: route.query.has('ended') ? null : '1' }))}>${t('with-ended')}</button>
        <button type="button" onClick=${load}>${t('as-table')}</button>
        <button type="button" onClick=${() => print()}>${t('print')}</button></header>
      ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
      ${items?.length === 0 && html`<p class="wait">${t('no-major')}</p>`}
      ${items?.length > 0 && html`<div class="wide"><table>
        <thead><tr>${['number', 'level', 'place', 'item', 'decision', 'plan', 'stop', 'listing', 'due', 'state'].map((one) => html`<th key=${one} scope="col">${t('column.' + one)}</th>`)}</tr></thead>
        <tbody>${items.map((file) => html`<${Row} key=${file.id} file=${file} />`)}</tbody>
      </table></div>`}
    </section>`;
}
