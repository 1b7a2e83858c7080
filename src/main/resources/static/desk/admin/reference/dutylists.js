// Duty lists: what an office does by itself, where it assists, and what a department has taken back.
import { html, useState } from '/desk/view.js';
import { request, save } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, time } from '/desk/words.js';
import { Panel, useFile } from '/desk/panel.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

const CLASSES = ['BASIC', 'ASSIST', 'TAKEN_BACK'];

const Item = (one) => (one ? `${t('duty-class.' + one.dutyClass)}${one.leadDepartmentName ? ' · ' + one.leadDepartmentName : ''}` : t('dutylist.not-there'));

/** A table is tried first: what it would change, and what is wrong with it. */
function PutIn({ file, onDone }) {
  const [tried, setTried] = useState(null);
  const [problem, setProblem] = useState(null);
  const send = (table, dryRun) => {
    const body = new FormData();
    body.append('file', table);
    return request(`/duty-lists/${file.officeCode}?dryRun=${dryRun}`, { method: 'PUT', body, headers: { 'If-Match': `"${file.version}"` } }).then((answer) => answer.json());
  };
  const chosen = async (event) => {
    const [table] = event.target.files;
    setTried(null);
    setProblem(null);
    if (table) await send(table, true).then((result) => setTried({ table, result }), setProblem);
  };
  const keep = () => send(tried.table, false).then(() => (setTried(null), onDone()), setProblem);
  return html`
    <label class="put-in"><span>${t('dutylist.put-in')}</span><input type="file" accept=".xlsx,.csv" onChange=${chosen} /></label>
    ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}</p>`}
    ${tried && html`
      ${tried.result.findings.length > 0 && html`<ul class="rule-findings">${tried.result.findings.map((one, at) => html`<li key=${at} class="BLOCKS">${one.row ? t('dutylist.in-row', { n: one.row }) + ' ' : ''}${one.detail}</li>`)}</ul>`}
      <p class=${tried.result.findings.length > 0 ? 'note' : 'good'}>${t(tried.result.differences.length === 0 ? 'dutylist.same' : 'dutylist.differs', { n: tried.result.differences.length })}</p>
      <ul class="plainly">${tried.result.differences.slice(0, 100).map((one) => html`<li key=${one.category}><b>${one.categoryName}</b> <small>${one.category}</small><br /><small>${Item(one.before)} → ${Item(one.after)}</small></li>`)}</ul>
      ${tried.result.findings.length === 0 && tried.result.differences.length > 0 && html`<div class="buttons"><button type="button" class="main" onClick=${keep}>${t('dutylist.keep')}</button></div>`}`}`;
}

function ListPanel({ office, me, onClose, onDone }) {
  const { file, problem, read } = useFile('/duty-lists/' + office);
  const [kind, setKind] = useState('');
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState(null);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const wanted = typed.trim().toLowerCase();
  const shown = file.items.filter((one) => (!kind || one.dutyClass === kind) && (!wanted || [one.category, one.categoryName, one.leadDepartmentName].some((text) => text?.toLowerCase().includes(wanted))));
  return html`
    <${Panel} title=${file.officeName} small=${t('dutylist.version', { n: file.version })} onClose=${onClose}>
      <div class="buttons"><button type="button" onClick=${() => save(`/duty-lists/${office}.xlsx`, `duty-list-${office}.xlsx`).catch(setFailed)}>${t('as-table')}</button>
        ${file.changedAt && html`<small>${time(file.changedAt)}${file.changedBy ? ' · ' + file.changedBy.name : ''}</small>`}</div>
      ${failed && html`<p class="problem" role="alert">${failed.message}</p>`}
      ${me.permissions.includes('REFERENCE_EDIT') && html`<${PutIn} key=${file.version} file=${file} onDone=${() => (read(), onDone())} />`}
      <div class="buttons"><input type="search" aria-label=${t('category.search')} placeholder=${t('category.search')} value=${typed} onInput=${(event) => setTyped(event.target.value)} />
        <select aria-label=${t('dutylist.class')} value=${kind} onChange=${(event) => setKind(event.target.value)}><option value="">${t('dutylist.class')}</option>
          ${CLASSES.map((one) => html`<option key=${one} value=${one}>${t('duty-class.' + one)}</option>`)}</select></div>
      <div class="wide"><table><thead><tr>${['category', 'class', 'lead', 'basis'].map((one) => html`<th key=${one} scope="col">${t('dutylist.column.' + one)}</th>`)}</tr></thead>
        <tbody>${shown.map((one) => html`<tr key=${one.category}><th scope="row">${one.categoryName} <small>${one.category}</small></th><td>${t('duty-class.' + one.dutyClass)}</td><td>${one.leadDepartmentName ?? '—'}</td><td>${one.basis ?? ''}</td></tr>`)}</tbody></table></div>
      ${shown.length === 0 && html`<p class="quiet">${t('nothing')}</p>`}
    <//>`;
}

export function Chapter({ me, route }) {
  const list = useRows('/duty-lists');
  const open = route.query.get('open');
  return html`
    <${Sheet} title=${t('admin.duty-lists')} list=${list} columns=${[t('fact.office'), ...CLASSES.map((one) => t('duty-class.' + one)), ...(open ? [] : [t('dutylist.column.version')])]}
      row=${(one) => html`<tr key=${one.officeCode} class=${open === one.officeCode ? 'open' : ''}><th scope="row"><a href=${address(route, { open: one.officeCode })}>${one.officeName}</a></th>
        ${one.version === 0 ? html`<td colspan="4" class="quiet">${t('dutylist.none')}</td>` : html`<td class="n">${one.counts.basic}</td><td class="n">${one.counts.assist}</td><td class="n">${one.counts.takenBack}</td>${!open && html`<td class="n">${one.version}</td>`}`}</tr>`} />
    ${open && html`<${ListPanel} key=${open} office=${open} me=${me} onClose=${() => go(address(route, { open: null }))} onDone=${list.read} />`}`;
}
