// Duty: who is on duty in which office now or at a moment, and the shifts that an office planned.
import { html, useEffect, useState } from '/desk/view.js';
import { all, get, put } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { Panel, useFile } from '/desk/panel.js';

const ROLES = ['DUTY_LEADER', 'DUTY_HANDLER', 'DUTY_WORKER'];
const OFFSET = ':00+08:00';
const PLANNERS = ['CASE_DISPATCH', 'CASE_ARBITRATE', 'REFERENCE_EDIT'];

function NewShift({ people, onAdd }) {
  const [values, setValues] = useState({ role: 'DUTY_LEADER' });
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.value });
  const add = (event) => {
    event.preventDefault();
    onAdd({ accountId: values.accountId, role: values.role, from: values.from + OFFSET, to: values.to + OFFSET });
  };
  return html`
    <form class="act" onSubmit=${add}>
      <h3>${t('roster.new')}</h3>
      <label><span>${t('roster.person')}</span><select required value=${values.accountId ?? ''} onChange=${set('accountId')}><option value="">${t('choose')}</option>${people.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</select></label>
      <label><span>${t('roster.role')}</span><select value=${values.role} onChange=${set('role')}>${ROLES.map((one) => html`<option key=${one} value=${one}>${t('duty-role.' + one)}</option>`)}</select></label>
      <label><span>${t('roster.from')}</span><input type="datetime-local" required value=${values.from ?? ''} onInput=${set('from')} /></label>
      <label><span>${t('roster.to')}</span><input type="datetime-local" required min=${values.from} value=${values.to ?? ''} onInput=${set('to')} /></label>
      <div class="buttons"><button class="main">${t('roster.add')}</button></div>
    </form>`;
}

function RosterPanel({ office, me, onClose, onDone }) {
  const { file, problem, read, setFile } = useFile('/duty/' + office);
  const [people, setPeople] = useState([]);
  const [refused, setRefused] = useState(null);
  const plans = me.permissions.some((one) => PLANNERS.includes(one)) && me.permissions.includes('ACCOUNT_READ');
  useEffect(() => {
    if (plans) all(`/accounts?office=${office}`).then(setPeople, () => {});
  }, [office]);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const plan = (shifts) => put('/duty/' + office, { shifts: shifts.map(({ accountId, role, from, to }) => ({ accountId, role, from, to })) }, file.version)
    .then((kept) => (setFile(kept), setRefused(null), onDone()), (failure) => (setRefused(failure), failure.status === 412 && read()));
  return html`
    <${Panel} title=${file.office.name} small=${file.office.code} onClose=${onClose}>
      <h3>${t('roster.shifts')} <small>${file.shifts.length}</small></h3>
      ${file.shifts.length === 0 && html`<p class="quiet">${t('roster.none')}</p>`}
      <ul class="plainly shifts">${file.shifts.map((one, at) => html`
        <li key=${one.accountId + one.from}><span><b>${one.name ?? t('roster.left')}</b> ${t('duty-role.' + one.role)}<br /><small>${time(one.from)} – ${time(one.to)}</small></span>
          ${plans && html`<button type="button" class="plain" onClick=${() => plan(file.shifts.filter((_, index) => index !== at))}>${t('roster.out')}</button>`}</li>`)}</ul>
      ${refused && html`<p class="problem" role="alert">${refused.code === 'network' ? t('network') : refused.message}${(refused.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
      ${plans && html`<${NewShift} key=${file.version} people=${people} onAdd=${(shift) => plan([...file.shifts, shift])} />`}
    <//>`;
}

export function Chapter({ me, route }) {
  const [offices, setOffices] = useState(null);
  const [duty, setDuty] = useState([]);
  const [problem, setProblem] = useState(null);
  const at = route.query.get('at');
  const open = route.query.get('open');
  const read = () => Promise.all([me.officeCode ? get('/offices/' + me.officeCode).then((one) => [one]) : all('/offices'), all('/duty' + (at ? '?at=' + encodeURIComponent(at + OFFSET) : ''))])
    .then(([found, items]) => (setOffices([...(me.officeCode ? [] : [{ code: me.desk, name: t('district') }]), ...found]), setDuty(items), setProblem(null)), setProblem);
  useEffect(() => {
    read();
  }, [at]);
  const people = (code, role) => together(duty.filter((one) => one.office.code === code && one.role === role).map((one) => one.person.name + (one.source === 'BEGUN' ? ` (${t('roster.begun')})` : '')));
  return html`
    <section class="sheet" aria-label=${t('admin.duty')}>
      <header><h2>${t('admin.duty')}</h2><span class="gap"></span>
        <label>${t('roster.at')} <input type="datetime-local" value=${at ?? ''} onChange=${(event) => go(address(route, { at: event.target.value }))} /></label>
        ${at && html`<button type="button" onClick=${() => go(address(route, { at: null }))}>${t('roster.now')}</button>`}</header>
      ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}</p>`}
      ${!offices && !problem && html`<p class="wait">${t('loading')}</p>`}
      ${offices && html`<div class="wide"><table>
        <thead><tr><th scope="col">${t('fact.office')}</th>${ROLES.map((role) => html`<th key=${role} scope="col">${t('duty-role.' + role)}</th>`)}</tr></thead>
        <tbody>${offices.map((one) => html`<tr key=${one.code} class=${open === one.code ? 'open' : ''}><th scope="row"><a href=${address(route, { open: one.code })}>${one.name}</a></th>
          ${ROLES.map((role) => html`<td key=${role}>${people(one.code, role) || html`<span class="quiet">—</span>`}</td>`)}</tr>`)}</tbody></table></div>`}
    </section>
    ${open && html`<${RosterPanel} key=${open} office=${open} me=${me} onClose=${() => go(address(route, { open: null }))} onDone=${read} />`}`;
}
