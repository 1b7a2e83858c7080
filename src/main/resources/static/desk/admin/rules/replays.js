// Rehearsals: a rule set over the cases of a period. How far it came, who would have got what, and whether that was better.
import { html, useEffect, useState } from '/desk/view.js';
import { all, post } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { day, t, time } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Fact, Panel, useFile } from '/desk/panel.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';
import { Matrix } from '/desk/admin/rules/matrix.js';
import { problemText } from '/desk/admin/rules/sets.js';

const LOOK_AGAIN_MS = 2_000;
const STEPS = { path: '/routing-replays', main: [], atOnce: ['cancel'], word: (action) => t('replay.action.' + action) };
const MIDNIGHT = 'T00:00:00+08:00';

const share = (part) => (part === null || part === undefined ? '—' : Math.round(part * 1000) / 10 + ' %');
const after = (iso) => new Date(Date.parse(iso + 'T00:00:00Z') + 86_400_000).toISOString().slice(0, 10);
const lastDay = (one) => day(new Date(Date.parse(one.to) - 1).toISOString());
const period = (one) => `${day(one.from)} – ${lastDay(one)}`;

const Cases = ({ me, items }) => items.map((one) => html`<span class="case-number" key=${one.id}>${me.permissions.includes('CASE_READ') ? html`<a href=${'#/desk?queue=all&case=' + one.id}>${one.number}</a>` : one.number} </span>`);

function Result({ result, me }) {
  const right = result.firstTimeRight;
  return html`
    <dl class="figures">${[['cases', result.cases], ['moved', result.moved], ['not-replayable', result.notReplayable.cases], ['right-now', share(right.share)], ['right-then', share(right.draftShare)]]
      .map(([name, n]) => html`<div key=${name}><dt>${t('replay.' + name)}</dt><dd>${n}</dd></div>`)}</dl>
    <${Matrix} flows=${result.matrix} />
    ${result.load.length > 0 && html`<div class="wide"><table><caption>${t('replay.load')}</caption>
      <thead><tr><th scope="col">${t('replay.desk')}</th><th scope="col" class="n">${t('replay.before')}</th><th scope="col" class="n">${t('replay.after')}</th></tr></thead>
      <tbody>${result.load.map((one) => html`<tr key=${one.desk.code}><th scope="row">${one.desk.name}</th><td class="n">${one.before}</td><td class=${'n' + (one.before === one.after ? '' : ' moves')}>${one.after}</td></tr>`)}</tbody></table></div>`}
    ${result.rows.length > 0 && html`<div class="wide"><table><caption>${t('replay.rows')}</caption>
      <thead><tr><th scope="col">${t('replay.row')}</th><th scope="col" class="n">${t('replay.cases')}</th><th scope="col" class="n">${t('replay.moved')}</th><th scope="col" class="n">${t('replay.gain')}</th><th scope="col" class="n">${t('replay.loss')}</th></tr></thead>
      <tbody>${result.rows.map((one) => html`<tr key=${(one.row ?? '') + one.overlay}><th scope="row">${one.row ?? t('replay.fell')} ${one.overlay && html`<small>${t('replay.overlay')}</small>`}</th><td class="n">${one.cases}</td><td class="n">${one.moved}</td><td class="n">${one.gain.cases}</td><td class="n">${one.loss.cases}</td></tr>`)}</tbody></table></div>`}
    ${result.fellThrough.map((one) => html`<p class="note" key=${one.why}>${t('replay.why.' + one.why, { n: one.cases })}</p>`)}
    ${result.differences.length > 0 && html`<details class="more"><summary>${t('replay.differences', { n: result.differences.length })}</summary>
      <ul class="plainly">${result.differences.map((one) => html`<li key=${one.id}><${Cases} me=${me} items=${[one]} /> ${one.from.name} → <b>${one.to.name}</b> <small>${one.row ?? t('replay.fell')} · ${time(one.reportedAt)}</small></li>`)}</ul></details>`}`;
}

function ReplayPanel({ id, me, onClose, onDone }) {
  const { file, problem, read, setFile } = useFile('/routing-replays/' + id);
  const runs = file?.state === 'RUNNING';
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(read, LOOK_AGAIN_MS);
    return () => (clearInterval(timer), onDone());
  }, [runs, read]);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const { done, expected } = file.progress;
  return html`
    <${Panel} title=${t('replay.of', { n: file.version })} small=${t('replay.kind.' + file.kind)} state=${t('replay.state.' + file.state)} stateClass=${'replay-' + file.state} onClose=${onClose}>
      ${runs && html`<p role="status">${expected ? html`<progress max=${Math.max(expected, done)} value=${done} aria-label=${t('replay.progress')}></progress> ` : ''}${t('replay.so-far', { n: done })}</p>`}
      <${Actions} kind=${STEPS} file=${{ ...file, version: file.revision }} lines=${[]} me=${me} onDone=${(next) => setFile(next)} onReread=${read} />
      <dl class="facts">
        <${Fact} name="replay.period">${period(file)}<//>
        <${Fact} name="replay.started-by">${file.startedBy.name} · ${time(file.createdAt)}<//>
        ${file.office && html`<${Fact} name="fact.office">${file.office}<//>`}
      </dl>
      ${file.result && html`<${Result} result=${file.result} me=${me} />`}
    <//>`;
}

function Start({ onClose, onDone }) {
  const [sets, setSets] = useState([]);
  const [offices, setOffices] = useState([]);
  const [values, setValues] = useState({});
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    Promise.all([all('/routing-rules'), all('/offices')]).then(([rules, desks]) => (setSets(rules), setOffices(desks)), setProblem);
  }, []);
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.value });
  const send = async (event) => {
    event.preventDefault();
    setProblem(null);
    const body = { version: Number(values.version), from: values.from + MIDNIGHT, to: after(values.to) + MIDNIGHT, ...(values.office ? { office: values.office } : {}) };
    await post('/routing-rules/replay', body).then(onDone, setProblem);
  };
  return html`
    <${Panel} title=${t('replay.new')} onClose=${onClose}>
      <form class="act" onSubmit=${send}>
        <label><span>${t('replay.set')}</span><select required value=${values.version ?? ''} onChange=${set('version')}><option value="">${t('choose')}</option>
          ${sets.map((one) => html`<option key=${one.version} value=${one.version}>${t('rules.set', { n: one.version })} · ${t('rules.state.' + one.state)}</option>`)}</select></label>
        <label><span>${t('replay.first-day')}</span><input type="date" required value=${values.from ?? ''} onInput=${set('from')} /></label>
        <label><span>${t('replay.last-day')}</span><input type="date" required min=${values.from} value=${values.to ?? ''} onInput=${set('to')} /></label>
        <label><span>${t('fact.office')} <small>${t('optional')}</small></span><select value=${values.office ?? ''} onChange=${set('office')}><option value="">${t('all-offices')}</option>
          ${offices.map((one) => html`<option key=${one.code} value=${one.code}>${one.name}</option>`)}</select></label>
        ${problem && html`<p class="problem" role="alert">${problemText(problem)}</p>`}
        <div class="buttons"><button class="main">${t('replay.start')}</button><button type="button" onClick=${onClose}>${t('cancel')}</button></div>
      </form>
    <//>`;
}

export function Chapter({ me, route }) {
  const list = useRows('/routing-replays');
  const open = route.query.get('open');
  const show = (id) => go(address(route, { open: id }));
  return html`
    <${Sheet} title=${t('admin.replays')} list=${list} columns=${['set', 'period', 'state', 'done'].map((one) => t('replay.column.' + one))}
      row=${(one) => html`<tr key=${one.id}><th scope="row"><a class="whole" href=${address(route, { open: one.id })}>${t('rules.set', { n: one.version })}</a> <small>${t('replay.kind.' + one.kind)}</small></th>
        <td>${period(one)}</td><td><i class=${'state replay-' + one.state}>${t('replay.state.' + one.state)}</i></td><td class="n">${one.progress.done}</td></tr>`}>
      <button type="button" onClick=${() => show('new')}>${t('replay.new')}</button><//>
    ${open === 'new' && html`<${Start} onClose=${() => show(null)} onDone=${(made) => (list.read(), show(made.id))} />`}
    ${open && open !== 'new' && html`<${ReplayPanel} key=${open} id=${open} me=${me} onClose=${() => show(null)} onDone=${list.read} />`}`;
}
