// Categories: what cases can be about, what makes a report a case, how long it may take and what ends it.
import { html, useEffect, useState } from '/desk/view.js';
import { all, put } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t } from '/desk/words.js';
import { Fact, Panel, useFile } from '/desk/panel.js';
import { Sheet } from '/desk/admin/sheet.js';
import { CategoryForm } from '/desk/admin/reference/categoryform.js';
import { limitOf } from '/desk/admin/reference/limits.js';

const KINDS = ['COMPONENT', 'MATTER', 'GOVERNANCE'];
const flagsOf = (one) => ['emergency', 'restricted', 'retired'].filter((name) => one[name]);

const Flags = ({ one }) => flagsOf(one).map((name) => html` <i key=${name} class=${'flag ' + (name === 'emergency' ? 'urgent' : '')}>${t('category.' + name)}</i>`);

const Condition = ({ one }) => html`
  <li class=${one.retired ? 'gone' : ''}><p class="sentence">${one.condition}</p>
    <dl class="facts"><${Fact} name="category.limit"><b>${limitOf(one.limit)}</b>${one.proposed && html` <small>${t('category.proposed')}</small>`}<//>
      <${Fact} name="category.standard">${one.closingStandard}<//></dl>
    ${one.retired && html`<small>${t('category.retired')}</small>`}</li>`;

function CategoryPanel({ code, me, onClose, onDone }) {
  const { file, problem, read, setFile } = useFile('/categories/' + code);
  const [edits, setEdits] = useState(false);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const keep = async (body) => {
    const next = await put('/categories/' + code, body, file.version).catch((failure) => {
      if (failure.status === 412) read();
      throw failure;
    });
    setFile(next);
    setEdits(false);
    onDone();
  };
  return html`
    <${Panel} title=${file.name} small=${file.code} onClose=${onClose}>
      ${edits ? html`<${CategoryForm} key=${file.version} file=${file} onKeep=${keep} onCancel=${() => setEdits(false)} />` : html`
        <p>${t('category.kind.' + file.kind)} · ${file.group}<${Flags} one=${file} /></p>
        ${me.permissions.includes('REFERENCE_EDIT') && html`<div class="buttons"><button type="button" onClick=${() => setEdits(true)}>${t('category.edit')}</button></div>`}
        <dl class="facts">
          <${Fact} name="category.default-limit">${file.defaultLimit ? limitOf(file.defaultLimit) : '—'}<//>
          ${file.source && html`<${Fact} name="category.source">${t('category.source.' + file.source)}<//>`}
        </dl>
        <h3>${t('category.conditions')} <small>${file.conditions.length}</small></h3>
        ${file.conditions.length === 0 && html`<p class="quiet">${t('category.no-conditions')}</p>`}
        <ol class="conditions">${file.conditions.map((one) => html`<${Condition} key=${one.seq} one=${one} />`)}</ol>`}
    <//>`;
}

/** All of them are few enough to be here at once, so a word finds them as it is typed. */
export function Chapter({ me, route }) {
  const [rows, setRows] = useState(null);
  const [problem, setProblem] = useState(null);
  const [typed, setTyped] = useState('');
  const kind = route.query.get('kind');
  const read = () => all('/categories?retired=true').then((items) => (setRows(items), setProblem(null)), setProblem);
  useEffect(() => {
    read();
  }, []);
  const open = route.query.get('open');
  const wanted = typed.trim().toLowerCase();
  const fits = (one) => (!kind || one.kind === kind) && (!wanted || [one.code, one.names.zh, one.names.en, one.group].some((text) => text.toLowerCase().includes(wanted)));
  return html`
    <${Sheet} title=${t('admin.categories')} list=${{ rows: rows?.filter(fits) ?? null, problem }} columns=${(open ? ['code', 'name'] : ['code', 'name', 'group', 'limit']).map((one) => t('category.column.' + one))}
      row=${(one) => html`<tr key=${one.code} class=${open === one.code ? 'open' : ''}><td>${one.code}</td><th scope="row"><a href=${address(route, { open: one.code })}>${one.name}</a><${Flags} one=${one} /></th>
        ${!open && html`<td>${one.group}</td><td>${one.defaultLimit ? limitOf(one.defaultLimit) : '—'}</td>`}</tr>`}>
      <input type="search" aria-label=${t('category.search')} placeholder=${t('category.search')} value=${typed} onInput=${(event) => setTyped(event.target.value)} />
      <select aria-label=${t('category.kind')} value=${kind ?? ''} onChange=${(event) => go(address(route, { kind: event.target.value }))}>
        <option value="">${t('category.kind')}</option>${KINDS.map((one) => html`<option key=${one} value=${one}>${t('category.kind.' + one)}</option>`)}</select><//>
    ${open && html`<${CategoryPanel} key=${open} code=${open} me=${me} onClose=${() => go(address(route, { open: null }))} onDone=${read} />`}`;
}
