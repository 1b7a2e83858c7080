// One place: what it is, how dangerous and why, what is planned there, what was inspected and found, and its history.
import { html, useState } from '/desk/view.js';
import { picture } from '/desk/api.js';
import { to } from '/desk/route.js';
import { day, t, time, together } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Deadlines, Fact, Lazy, Panel, useFile } from '/desk/panel.js';
import { Where } from '/desk/where.js';
import { PlaceForm } from '/desk/hazards/placeform.js';
import { PLACE_STEPS } from '/desk/hazards/steps.js';
import { Colour } from '/desk/hazards/sources.js';

const person = (one) => (one ? [one.name, one.phone].filter(Boolean).join(' ') : '—');

const Rows = ({ items, none, more, children }) => (items.length === 0
  ? html`<p class="quiet">${none}</p>`
  : html`<ul class="plainly">${items.map(children)}</ul>${more}`);

const Tasks = (answer) => html`<${Rows} items=${answer.items} none=${t('nothing')}>
  ${(one) => html`<li key=${one.id}><a href=${to('hazards/tasks', { place: one.placeId, task: one.id })}>${one.planName}</a>
    <i class=${'state ' + one.state}>${t('task.state.' + one.state)}</i> <small>${t('until', { time: time(one.dueAt) })}</small></li>`}<//>`;

const Inspections = (answer) => html`<${Rows} items=${answer.items} none=${t('nothing')}>
  ${(one) => html`<li key=${one.id}><a href=${to('hazards/inspections', { place: one.placeId, inspection: one.id })}>${time(one.submittedAt ?? one.startedAt)}</a>
    ${one.inspector.name} ${one.result && html`<small>${t('result', { passed: one.result.passed, failed: one.result.failed })}</small>`}</li>`}<//>`;

const Hazards = (answer) => html`<${Rows} items=${answer.items} none=${t('nothing')}>
  ${(one) => html`<li key=${one.id}><a href=${to('hazards', { queue: 'hz-all', place: one.placeId, hazard: one.id })}>${one.number}</a>
    <i class=${'state ' + one.state}>${t('hazard.state.' + one.state)}</i> <small>${one.itemText}</small></li>`}<//>`;

/** That its state changed is what the line is called by. */
const told = ({ field }) => field !== 'state';

const History = (answer) => html`<ol class="timeline">
  ${answer.items.map((one) => html`<li key=${one.id}><time datetime=${one.at}>${time(one.at)}</time>
    <span><b>${t('place.what.' + one.what)}</b> ${one.by.name}
      ${one.colourChange && html` · ${one.colourChange.from ? t('colour.' + one.colourChange.from) : '—'} → ${t('colour.' + one.colourChange.to)}`}
      ${one.reason && html`<br /><span class="quiet">${one.reason.label ?? one.reason.code} ${one.reason.text}</span>`}
      ${one.fields.some(told) && html`<br /><small>${one.fields.filter(told).map((field) => `${t('place.field.' + field.field)}: ${field.from ?? '—'} → ${field.to ?? '—'}`).join('；')}</small>`}</span></li>`)}</ol>`;

const Doubles = (answer) => html`<${Rows} items=${answer.items} none=${t('no-doubles')}>
  ${(one) => html`<li key=${one.id}><a href=${to('hazards/places', { place: one.id })}>${one.name}</a> ${one.address} <small>${Math.round(one.distanceMetres)} m · ${together(one.reasons.map((reason) => t('double.' + reason)))}</small></li>`}<//>`;

export function PlacePanel({ id, me, onClose }) {
  const { file, problem, read, setFile } = useFile('/places/' + id);
  const [editing, setEditing] = useState(false);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  if (editing) return html`<${PlaceForm} file=${file} me=${me} onClose=${() => setEditing(false)} onDone=${(next) => (setFile(next), setEditing(false))} />`;
  const due = file.nextDueAt && file.state === 'OPEN' ? [[t('clock.inspect'), file.nextDueAt, new Date(file.nextDueAt) < Date.now()]] : [];
  return html`
    <${Panel} title=${file.name} small=${file.kindName} state=${t('place.state.' + file.state)} stateClass=${'PLACE_' + file.state} onClose=${onClose}>
      <p class="said"><${Colour} risk=${file.risk} /> ${t('score', { n: file.risk.score })}</p>
      <ul class="plainly">${file.risk.reasons.map((reason, at) => html`<li key=${at}>${reason.text} <small>+${reason.points}</small>
        ${reason.hazardId && html` <a href=${to('hazards', { queue: 'hz-all', hazard: reason.hazardId })}>${reason.hazardNumber}</a>`}</li>`)}</ul>
      <${Deadlines} clocks=${due} />
      <${Actions} kind=${PLACE_STEPS} file=${file} lines=${[]} me=${me} onDone=${setFile} onReread=${read} />
      ${file.openActions.includes('edit') && html`<p class="buttons"><button type="button" data-action="edit" onClick=${() => setEditing(true)}>${t('place.form.edit')}</button></p>`}
      <dl class="facts">
        <${Fact} name="fact.address">${file.address}<br />${file.officeName} · ${file.gridName}<//>
        <${Fact} name="fact.owner">${person(file.owner)}<//>
        <${Fact} name="fact.contact">${person(file.contact)}<//>
        <${Fact} name="fact.industry">${file.industryName}<//>
        ${file.licenceNumber && html`<${Fact} name="fact.licence">${file.licenceNumber}<//>`}
        ${file.areaSquareMetres && html`<${Fact} name="fact.area">${file.areaSquareMetres} m²<//>`}
        <${Fact} name="fact.last-inspected">${file.lastInspectedAt ? day(file.lastInspectedAt) : '—'}<//>
        <${Fact} name="fact.position"><a href=${to('map', { at: `${file.position.latitude},${file.position.longitude},17` })}>${file.position.latitude.toFixed(5)}, ${file.position.longitude.toFixed(5)}</a><//>
      </dl>
      <${Where} position=${file.position} gridCode=${file.gridCode} layer=${'places-' + file.risk.colour} name=${file.name} />
      <${Lazy} title=${t('place.plan')} path=${`/inspection-tasks?place=${id}&limit=20`}>${Tasks}<//>
      <${Lazy} title=${t('place.inspections')} path=${`/inspections?place=${id}&limit=20`}>${Inspections}<//>
      <${Lazy} title=${t('place.hazards')} path=${`/hazards?place=${id}&limit=50&sort=-foundAt`}>${Hazards}<//>
      <${Lazy} title=${t('place.doubles')} path=${`/places/${id}/doubles`}>${Doubles}<//>
      <${Lazy} title=${t('place.history')} path=${`/places/${id}/history?limit=50`}>${History}<//>
      <${Lazy} title=${t('place.qr')} path=${`/places/${id}/qr.png`} load=${picture}>${(url) => html`<p class="qr"><img src=${url} alt=${t('place.qr')} /><br /><a href=${url} download=${file.name + '.png'}>${t('keep')}</a></p>`}<//>
    <//>`;
}
