// Emergency overlays: what lies on top of the rule set for some areas and some hours.
import { html, useEffect, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Deadlines, Fact, Panel, useFile } from '/desk/panel.js';
import { NewThing } from '/desk/form.js';
import { RowFields, rowOf } from '/desk/admin/rules/newrow.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

const STEPS = { path: '/routing-overlays', main: ['extend'], atOnce: ['end'], word: (action) => t('overlay.action.' + action) };

const named = (paths, names) => together(paths.map((path) => names.get(path.split('/').pop()) ?? path.split('/').pop()));
const stateOf = (one) => (one.inForce ? 'IN_FORCE' : 'ENDED');

function OverlayPanel({ id, me, names, onClose, onDone }) {
  const { file, problem, read, setFile } = useFile('/routing-overlays/' + id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${file.name} small=${t('field.kind.' + file.kind)} state=${t('overlay.state.' + stateOf(file))} stateClass=${'overlay-' + stateOf(file)} onClose=${onClose}>
      ${file.inForce && html`<${Deadlines} clocks=${[[t('overlay.ends'), file.until, false]]} />`}
      <${Actions} kind=${STEPS} file=${file} lines=${[]} me=${me} onDone=${(next) => (setFile(next), onDone())} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.areas">${named(file.areas, names)}<//>
        ${file.clockFactor && html`<${Fact} name="overlay.factor">× ${file.clockFactor}<//>`}
        <${Fact} name="overlay.from">${time(file.from)} · ${file.by.name}<//>
        <${Fact} name="overlay.until">${time(file.until)}${file.endedBy ? ' · ' + file.endedBy.name : ''}<//>
      </dl>
      ${file.rows.length > 0 && html`<h3>${t('rules.rows')}</h3><ol class="rule-rows">${file.rows.map((row) => html`<li key=${row.id}><p class="sentence">${row.sentence}</p><small>${row.id}${row.note ? ' · ' + row.note : ''}</small></li>`)}</ol>`}
    <//>`;
}

/** Shorter limits, or a row that comes before those of the rule set, or both. */
function Begin({ me, areas, onClose, onDone }) {
  const [withRow, setWithRow] = useState(false);
  const [row, setRow] = useState({});
  return html`
    <${NewThing} path="/routing-overlays" title=${t('overlay.new')} subject="ROUTING_OVERLAY" me=${me}
      about=${{ needs: withRow ? [] : ['clockFactor'], leaves: ['rows'], labels: { areas: 'fact.areas' } }} key=${String(withRow)} besides=${withRow ? { rows: [rowOf(row, [])] } : {}}
      choices=${{ areas }} send=${t('overlay.begin')} onClose=${onClose} onDone=${onDone}>
      <label class="switch"><input type="checkbox" checked=${withRow} onChange=${(event) => setWithRow(event.target.checked)} /> ${t('overlay.with-row')}</label>
      ${withRow && html`<${RowFields} me=${me} values=${row} onChange=${setRow} areas=${false} />`}
    <//>`;
}

export function Chapter({ me, route }) {
  const list = useRows('/routing-overlays');
  const [areas, setAreas] = useState([]);
  useEffect(() => {
    all('/offices').then((offices) => setAreas([[me.desk, t('district')], ...offices.map((one) => [one.code, one.name])]), () => {});
  }, [me]);
  const names = new Map(areas);
  const open = route.query.get('open');
  const show = (id) => go(address(route, { open: id }));
  return html`
    <${Sheet} title=${t('admin.overlays')} list=${list} empty=${t('overlay.none')} columns=${(open ? ['name', 'until', 'state'] : ['name', 'until', 'state', 'kind', 'areas']).map((one) => t('overlay.column.' + one))}
      row=${(one) => html`<tr key=${one.id}><th scope="row"><a href=${address(route, { open: one.id })}>${one.name}</a></th><td>${time(one.until)}</td>
        <td><i class=${'state overlay-' + stateOf(one)}>${t('overlay.state.' + stateOf(one))}</i></td>${!open && html`<td>${t('field.kind.' + one.kind)}</td><td>${named(one.areas, names)}</td>`}</tr>`}>
      ${me.permissions.includes('CASE_ARBITRATE') && html`<button type="button" onClick=${() => show('new')}>${t('overlay.new')}</button>`}<//>
    ${open === 'new' && html`<${Begin} me=${me} areas=${areas} onClose=${() => show(null)} onDone=${(made) => (list.read(), show(made.id))} />`}
    ${open && open !== 'new' && html`<${OverlayPanel} key=${open} id=${open} me=${me} names=${names} onClose=${() => show(null)} onDone=${list.read} />`}`;
}
