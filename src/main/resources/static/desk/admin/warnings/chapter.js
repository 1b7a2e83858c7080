// Official warnings: what they say, which area they touch, and what they propose. Nothing happens before somebody says so.
import { html, useEffect, useState } from '/desk/view.js';
import { all, request, save } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { address, go } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { Lines, List } from '/desk/list.js';
import { Deadlines, Fact, Panel, useFile } from '/desk/panel.js';
import { AreaMap } from '/desk/admin/warnings/area.js';
import { Proposals } from '/desk/admin/warnings/proposals.js';

const STATES = ['OPEN', 'UPDATED', 'CANCELLED', 'EXPIRED'];
const english = () => document.documentElement.lang === 'en';
const lastOf = (path) => path.split('/').pop();

/** In the language of the reader, where it was said in that; it is sorted with the Chinese first. */
const infoOf = (warning) => (english() && warning.infos.find((one) => one.language.startsWith('en'))) || warning.infos[0];
const titleOf = (warning) => infoOf(warning)?.headline ?? infoOf(warning)?.event ?? warning.identifier;

const slim = (warning) => {
  const info = infoOf(warning);
  return { id: warning.id, version: warning.version, state: warning.state, status: warning.status, title: titleOf(warning), event: info?.event, severity: info?.severity, sent: warning.sent, endsAt: warning.endsAt, dismissed: Boolean(warning.dismissed), made: warning.made.length };
};

const SOURCE = {
  path: '/warnings',
  subject: 'WARNING',
  slim,
  show: (row) => html`<${Lines} title=${row.title} flags=${[row.severity === 'EXTREME' && ['urgent', t('severity.EXTREME')], row.status !== 'ACTUAL' && ['', t('warning.status.' + row.status)], row.dismissed && ['', t('warning.dismissed')]].filter(Boolean)}
    state=${t('warning.state.' + row.state)} stateClass=${'warning-' + row.state} text=${together([row.event, row.severity && t('severity.' + row.severity)])} facts=${[time(row.sent), row.made > 0 && t('warning.made-n', { n: row.made })].filter(Boolean)} />`,
};

const Info = ({ info }) => html`
  ${info.description && html`<p class="said">${info.description}</p>`}
  ${info.instruction && html`<p class="note">${info.instruction}</p>`}
  <dl class="facts">
    <${Fact} name="warning.event">${info.event}<//>
    <${Fact} name="warning.weight">${together([t('severity.' + info.severity), t('urgency-cap.' + info.urgency), t('certainty.' + info.certainty)])}<//>
    ${info.senderName && html`<${Fact} name="warning.sender">${info.senderName}<//>`}
    ${info.onset && html`<${Fact} name="warning.onset">${time(info.onset)}<//>`}
    ${info.expires && html`<${Fact} name="warning.expires">${time(info.expires)}<//>`}
    ${info.areas.length > 0 && html`<${Fact} name="warning.areas-said">${together(info.areas)}<//>`}
    ${info.contact && html`<${Fact} name="warning.contact">${info.contact}<//>`}
  </dl>`;

function WarningPanel({ id, me, names, onClose }) {
  const { file, problem, read, setFile } = useFile('/warnings/' + id);
  const [failed, setFailed] = useState(null);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const info = infoOf(file);
  const codes = file.areas.map(lastOf);
  const named = (paths) => together(paths.map((path) => names.get(lastOf(path)) ?? lastOf(path)));
  return html`
    <${Panel} title=${titleOf(file)} small=${t('warning.type.' + file.type)} state=${t('warning.state.' + file.state)} stateClass=${'warning-' + file.state} onClose=${onClose}>
      ${file.status !== 'ACTUAL' && html`<p class="note">${t('warning.not-actual', { what: t('warning.status.' + file.status) })}</p>`}
      ${file.state === 'OPEN' && html`<${Deadlines} clocks=${[[t('warning.ends'), file.endsAt, false]]} />`}
      ${file.dismissed && html`<p class="note">${t('warning.dismissed-by', { who: file.dismissed.by.name, time: time(file.dismissed.at), why: file.dismissed.reason })}</p>`}
      <${Proposals} key=${file.version} file=${file} named=${named} onDone=${(next) => (setFile(next), read())} onReread=${read} />
      ${info && html`<${Info} info=${info} />`}
      ${file.infos.filter((one) => one !== info).map((one, at) => html`<details class="more" key=${at}><summary>${t('warning.also-in', { language: one.language })}</summary>${one.headline && html`<p><b>${one.headline}</b></p>`}<${Info} info=${one} /></details>`)}
      <dl class="facts"><${Fact} name="fact.areas">${codes.length > 0 ? named(file.areas) : t('warning.no-area')}<//></dl>
      ${codes.length > 0 && html`<${AreaMap} key=${codes.join()} codes=${codes} name=${named(file.areas)} />`}
      ${file.made.length > 0 && html`<h3>${t('warning.made')}</h3><ul class="plainly">${file.made.map((one) => html`
        <li key=${one.action + one.id}><a href=${one.action === 'announce' ? '#/admin/announcements?open=' + one.id : '#/admin/overlays?open=' + one.id}>${t('warning.did.' + one.action)}</a> ${one.by.name} <small>${time(one.at)} · ${named(one.areas)}</small></li>`)}</ul>`}
      ${[...file.replaces.map((other) => ['warning.replaces', other]), ...file.supersededBy.map((other) => ['warning.superseded', other.id])].map(([word, other]) => html`<p key=${other}><a href=${'#/admin/warnings?open=' + other}>${t(word)}</a></p>`)}
      <p class="quiet">${file.sender} · ${file.identifier} · ${time(file.sent)} <button type="button" class="plain" onClick=${() => save(`/warnings/${id}/cap`, `${file.identifier}.xml`).catch(setFailed)}>${t('warning.as-came')}</button></p>
      ${failed && html`<p class="problem" role="alert">${failed.message}</p>`}
    <//>`;
}

/** An alert that came by another way is taken in as a file. */
function TakeIn({ onDone }) {
  const [problem, setProblem] = useState(null);
  const chosen = async (event) => {
    const [file] = event.target.files;
    setProblem(null);
    if (file) await request('/warnings', { method: 'POST', body: file, headers: { 'Content-Type': 'application/cap+xml', 'Idempotency-Key': uuid() } }).then((answer) => answer.json()).then((made) => (announce({ subject: 'WARNING', id: made.id, version: made.version }), onDone(made.id)), setProblem);
  };
  return html`<div class="under take-in"><label>${t('warning.take-in')} <input type="file" accept=".xml,.cap" onChange=${chosen} /></label>
    ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}</p>`}</div>`;
}

export function Chapter({ me, route }) {
  const [names, setNames] = useState(new Map());
  useEffect(() => {
    all('/offices').then((offices) => setNames(new Map([[me.desk, t('warning.district')], ...offices.map((one) => [one.code, one.name])])), () => {});
  }, [me]);
  const open = route.query.get('open');
  const state = route.query.get('state') ?? '';
  const show = (id) => go(address(route, { open: id }));
  return html`
    <section class="list" aria-label=${t('admin.warnings')}>
      <p class="under"><select aria-label=${t('warning.states')} value=${state} onChange=${(event) => go(address(route, { state: event.target.value, open: null }))}>
        <option value="">${t('warning.states')}</option>${STATES.map((one) => html`<option key=${one} value=${one}>${t('warning.state.' + one)}</option>`)}</select></p>
      ${me.permissions.includes('ANNOUNCE') && html`<${TakeIn} onDone=${show} />`}
      <${List} source=${SOURCE} query=${state ? 'state=' + state : ''} open=${open} onOpen=${show} />
    </section>
    ${open && html`<${WarningPanel} key=${open} id=${open} me=${me} names=${names} onClose=${() => show(null)} />`}`;
}
