// Who is told of which event: each row as a sentence, with how loud it is and by which ways. What must be told cannot be silenced:
// the server says so.
import { html, useState } from '/desk/view.js';
import { put } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, together } from '/desk/words.js';
import { Panel, useFile } from '/desk/panel.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

const URGENCIES = ['URGENT', 'NORMAL', 'LOW'];
const WAYS = ['PUSH', 'FALLBACK'];
const step = (kind) => t('event.' + kind);

const sentence = (row) => t('policy.row', { who: t('audience.' + row.audience), what: t('notice.' + row.notice) })
  + (row.when.length > 0 ? t('policy.when', { what: together(row.when.map((one) => t('condition.' + one))) }) : '')
  + (row.unless.length > 0 ? t('policy.unless', { what: together(row.unless.map((one) => t('condition.' + one))) }) : '');

function Row({ row, onChange, onRemove }) {
  const toggle = (way) => onChange({ ...row, channels: row.channels.includes(way) ? row.channels.filter((one) => one !== way) : [...row.channels, way] });
  return html`
    <li>
      <p class="sentence">${sentence(row)}</p>
      <div class="buttons">
        <label>${t('policy.urgency')} <select value=${row.urgency} onChange=${(event) => onChange({ ...row, urgency: event.target.value })}>
          ${URGENCIES.map((one) => html`<option key=${one} value=${one}>${t('urgency.' + one)}</option>`)}</select></label>
        ${WAYS.map((way) => html`<label key=${way}><input type="checkbox" checked=${row.channels.includes(way)} onChange=${() => toggle(way)} /> ${t('way.' + way)}</label>`)}
        <button type="button" class="plain" onClick=${onRemove}>${t('policy.remove')}</button>
      </div>
    </li>`;
}

function PolicyPanel({ kind, onClose, onDone }) {
  const { file, problem, read, setFile } = useFile('/notice-policies/' + kind);
  const [rows, setRows] = useState(null);
  const [refused, setRefused] = useState(null);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const shown = rows ?? file.rows;
  const save = async () => {
    try {
      setFile(await put('/notice-policies/' + kind, { rows: shown }, file.version));
      setRows(null);
      setRefused(null);
      onDone();
    } catch (failure) {
      setRefused(failure);
      if (failure.status === 412) read();
    }
  };
  return html`
    <${Panel} title=${step(kind)} small=${kind} onClose=${onClose}>
      ${shown.length === 0 && html`<p class="quiet">${t('policy.nobody')}</p>`}
      <ol class="plainly">${shown.map((row, at) => html`<${Row} key=${row.audience + row.notice + at} row=${row}
        onChange=${(next) => setRows(shown.map((one, index) => (index === at ? next : one)))} onRemove=${() => setRows(shown.filter((one, index) => index !== at))} />`)}</ol>
      ${refused && html`<p class="problem" role="alert">${refused.code === 'network' ? t('network') : refused.message}${(refused.body.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
      ${rows && html`<div class="buttons"><button type="button" class="main" onClick=${save}>${t('policy.save')}</button>
        <button type="button" onClick=${() => (setRows(null), setRefused(null))}>${t('cancel')}</button></div>`}
    <//>`;
}

export function Chapter({ route }) {
  const list = useRows('/notice-policies');
  const open = route.query.get('open');
  const show = (kind) => go(address(route, { open: kind }));
  return html`
    <${Sheet} title=${t('admin.policies')} list=${list} columns=${[t('policy.event'), t('policy.told')]}
      row=${(one) => html`<tr key=${one.kind}><th scope="row"><a href=${address(route, { open: one.kind })}>${step(one.kind)}</a>${one.version > 0 && html`<br /><small>${t('policy.changed')}</small>`}</th>
        <td>${one.rows.length === 0 ? html`<span class="quiet">${t('policy.nobody')}</span>` : one.rows.map((row, at) => html`<p key=${at} class="sentence">${sentence(row)} <small>${t('urgency.' + row.urgency)}</small></p>`)}</td></tr>`} />
    ${open && html`<${PolicyPanel} key=${open} kind=${open} onClose=${() => show(null)} onDone=${list.read} />`}`;
}
