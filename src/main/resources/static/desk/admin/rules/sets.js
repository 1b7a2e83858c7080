// Rule sets: which one decides, what each says row by row, what is wrong with it, and the steps from a draft to deciding.
import { html, useState } from '/desk/view.js';
import { post, put, request, save } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, time } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Fact, Lazy, Panel, useFile } from '/desk/panel.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';
import { Changes, Examples, Findings } from '/desk/admin/rules/about.js';
import { Matrix } from '/desk/admin/rules/matrix.js';
import { NewRow } from '/desk/admin/rules/newrow.js';
import { Rows } from '/desk/admin/rules/rows.js';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const STEPS = { path: '/routing-rules', key: 'version', main: ['check', 'approve', 'publish'], elsewhere: ['edit'], atOnce: ['check', 'approve'], word: (action) => t('rules.action.' + action) };

export const problemText = (problem) => (problem.code === 'network' ? t('network') : [problem.message, ...(problem.body?.errors ?? []).map((one) => one.detail)].join(' '));

/** Rows as a table: taken out, changed with what everybody has, and put back into the draft. */
function Files({ file, onDone }) {
  const [problem, setProblem] = useState(null);
  const back = async (event) => {
    setProblem(null);
    const [chosen] = event.target.files;
    const headers = { 'Content-Type': chosen.name.endsWith('.xlsx') ? WORKBOOK : 'application/dmn+xml', 'If-Match': `"${file.revision}"` };
    await request('/routing-rules/' + file.version, { method: 'PUT', body: chosen, headers }).then(onDone, setProblem);
    event.target.value = '';
  };
  return html`
    <div class="buttons">
      ${['xlsx', 'dmn'].map((kind) => html`<button type="button" key=${kind} onClick=${() => save(`/routing-rules/${file.version}.${kind}`, `rules-${file.version}.${kind}`).catch(setProblem)}>${t('rules.as-' + kind)}</button>`)}
      ${file.openActions.includes('edit') && html`<label class="put-back">${t('rules.put-back')} <input type="file" accept=".xlsx,.dmn" onChange=${back} /></label>`}
    </div>
    ${problem && html`<p class="problem" role="alert">${problemText(problem)}</p>`}`;
}

function SetPanel({ version, me, onClose, onDone, onOther }) {
  const { file, problem, read, setFile } = useFile('/routing-rules/' + version);
  const [refused, setRefused] = useState(null);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const edits = file.openActions.includes('edit');
  const shadows = file.state === 'APPROVED' ? ['shadow'] : [];
  const shown = { ...file, id: file.version, version: file.revision, openActions: [...file.openActions, ...shadows] };
  const keep = async (rows) => {
    setRefused(null);
    try {
      setFile(await put('/routing-rules/' + version, { rows }, file.revision));
      onDone();
      return true;
    } catch (failure) {
      setRefused(failure);
      if (failure.status === 412) read();
      return false;
    }
  };
  const stepped = (next) => {
    onDone();
    if (next.rows && next.version !== file.version) onOther(next.version);
    else read();
  };
  const draft = () => post('/routing-rules', { basedOn: file.version }).then((made) => (onDone(), onOther(made.version)), setRefused);
  return html`
    <${Panel} title=${t('rules.set', { n: file.version })} state=${t('rules.state.' + file.state)} stateClass=${'rule-' + file.state} onClose=${onClose}>
      ${file.district === null && html`<p class="quiet">${t('rules.seeded')}</p>`}
      <${Actions} key=${file.revision} kind=${STEPS} file=${shown} lines=${[]} me=${me} onDone=${stepped} onReread=${read} />
      ${me.permissions.includes('REFERENCE_EDIT') && html`<div class="buttons"><button type="button" onClick=${draft}>${t('rules.draft-of')}</button></div>`}
      ${refused && html`<p class="problem" role="alert">${problemText(refused)}</p>`}
      <dl class="facts">
        ${file.effectiveFrom && file.district !== null && html`<${Fact} name="rules.from">${time(file.effectiveFrom)}<//>`}
        ${file.basedOn && html`<${Fact} name="rules.based-on">${t('rules.set', { n: file.basedOn })}<//>`}
        <${Fact} name="rules.author">${file.author.name} · ${time(file.createdAt)}<//>
        ${file.editor && file.editor.id !== file.author.id && html`<${Fact} name="rules.editor">${file.editor.name} · ${time(file.updatedAt)}<//>`}
        ${file.approver && html`<${Fact} name="rules.approver">${file.approver.name} · ${time(file.approvedAt)}<//>`}
        ${file.clockProfiles.length > 0 && html`<${Fact} name="rules.clocks">${file.clockProfiles.map((one) => `${one.name} × ${one.factor}`).join(', ')}<//>`}
      </dl>
      <${Rows} key=${'rows' + file.revision} rows=${file.rows ?? []} edits=${edits} onKeep=${keep} />
      ${edits && html`<${NewRow} key=${'new' + file.revision} me=${me} rows=${file.rows ?? []} onAdd=${(row) => keep([row, ...file.rows])} />`}
      <${Files} file=${file} onDone=${() => (read(), onDone())} />
      <${Findings} key=${'findings' + file.revision} version=${file.version} edits=${edits} onAdd=${(row) => keep([...file.rows, row])} />
      <${Examples} key=${'examples' + file.revision} examples=${file.examples ?? []} />
      ${file.district !== null && ['APPROVED', 'PUBLISHED'].includes(file.state) && html`<${Lazy} title=${t('rules.in-shadow')} path=${`/routing-rules/${version}/shadow`}>${(found) => html`
        <p>${t('rules.shadow-says', { n: found.cases, moved: found.moved, until: time(found.until) })}</p><${Matrix} flows=${found.matrix} />`}<//>`}
      ${me.permissions.includes('REFERENCE_EDIT') && html`<${Changes} key=${'changes' + file.revision} version=${file.version} />`}
    <//>`;
}

export function Chapter({ me, route }) {
  const list = useRows('/routing-rules');
  const open = route.query.get('open');
  const show = (version) => go(address(route, { open: version }));
  return html`
    <${Sheet} title=${t('admin.rules')} list=${list} columns=${(open ? ['set', 'state', 'rows'] : ['set', 'state', 'rows', 'from', 'by']).map((one) => t('rules.column.' + one))}
      row=${(one) => html`<tr key=${one.version} class=${open === String(one.version) ? 'open' : ''}><th scope="row"><a class="whole" href=${address(route, { open: one.version })}>${t('rules.set', { n: one.version })}</a></th>
        <td><i class=${'state rule-' + one.state}>${t('rules.state.' + one.state)}</i></td><td class="n">${one.rowCount}</td>
        ${!open && html`<td>${one.district === null ? '—' : time(one.effectiveFrom) || '—'}</td><td>${(one.editor ?? one.author).name}</td>`}</tr>`} />
    ${open && html`<${SetPanel} key=${open} version=${open} me=${me} onClose=${() => show(null)} onDone=${list.read} onOther=${show} />`}`;
}
