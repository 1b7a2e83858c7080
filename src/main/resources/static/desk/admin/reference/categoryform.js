// A category is changed as a whole: its names, its limits and its conditions. A condition is retired, never deleted.
import { html, useState } from '/desk/view.js';
import { t } from '/desk/words.js';
import { LIMITS } from '/desk/admin/reference/limits.js';

const texts = ({ zh, en }) => ({ zh, en: en ?? '' });

const draftOf = (file) => ({
  group: texts(file.groups), names: texts(file.names), defaultLimit: file.defaultLimit, restricted: file.restricted, emergency: file.emergency, retired: file.retired,
  conditions: file.conditions.map((one) => ({ seq: one.seq, condition: texts(one.conditions), limit: one.limit, closingStandard: texts(one.closingStandards), proposed: one.proposed, retired: one.retired })),
});
const fresh = (conditions) => ({ seq: Math.max(0, ...conditions.map(({ seq }) => seq)) + 1, condition: { zh: '', en: '' }, limit: { amount: 1, kind: 'WORK_DAY' }, closingStandard: { zh: '', en: '' }, proposed: true, retired: false });

const Both = ({ name, value, onChange }) => html`
  <fieldset class="both"><legend>${t(name)}</legend>
    <label>${t('in.zh')}<textarea rows="2" required maxlength="200" lang="zh-CN" value=${value.zh} onInput=${(event) => onChange({ ...value, zh: event.target.value })}></textarea></label>
    <label>${t('in.en')}<textarea rows="2" maxlength="400" lang="en" value=${value.en} onInput=${(event) => onChange({ ...value, en: event.target.value })}></textarea></label>
  </fieldset>`;

const Limit = ({ name, value, none, onChange }) => html`
  <fieldset class="limit"><legend>${t(name)}</legend>
    ${value && html`<input type="number" min="1" max="10000" required aria-label=${t('limit.amount')} value=${value.amount} onInput=${(event) => onChange({ ...value, amount: Number(event.target.value) })} />`}
    <select aria-label=${t('limit.kind')} value=${value?.kind ?? ''} onChange=${(event) => onChange(event.target.value ? { amount: value?.amount ?? 1, kind: event.target.value } : null)}>
      ${none && html`<option value="">${t('limit.none')}</option>`}${LIMITS.map((one) => html`<option key=${one} value=${one}>${t('limit.kind.' + one)}</option>`)}</select>
  </fieldset>`;

const Switch = ({ name, value, onChange }) => html`<label class="switch"><input type="checkbox" checked=${value} onChange=${(event) => onChange(event.target.checked)} /> ${t(name)}</label>`;

function Condition({ value, onChange }) {
  const set = (name) => (next) => onChange({ ...value, [name]: next });
  return html`
    <fieldset class="condition"><legend>${t('category.condition', { n: value.seq })}</legend>
      <${Both} name="category.when" value=${value.condition} onChange=${set('condition')} />
      <${Limit} name="category.limit" value=${value.limit} onChange=${set('limit')} />
      <${Both} name="category.standard" value=${value.closingStandard} onChange=${set('closingStandard')} />
      <${Switch} name="category.proposed" value=${value.proposed} onChange=${set('proposed')} />
      <${Switch} name="category.retired" value=${value.retired} onChange=${set('retired')} />
    </fieldset>`;
}

export function CategoryForm({ file, onKeep, onCancel }) {
  const [draft, setDraft] = useState(() => draftOf(file));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const set = (name) => (next) => setDraft({ ...draft, [name]: next });
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    await onKeep(draft).catch((failure) => (setProblem(failure), setBusy(false)));
  };
  return html`
    <form class="act category" onSubmit=${send}>
      <${Both} name="category.column.name" value=${draft.names} onChange=${set('names')} />
      <${Both} name="category.column.group" value=${draft.group} onChange=${set('group')} />
      <${Limit} name="category.default-limit" none value=${draft.defaultLimit} onChange=${set('defaultLimit')} />
      ${['emergency', 'restricted', 'retired'].map((name) => html`<${Switch} key=${name} name=${'category.' + name + '-long'} value=${draft[name]} onChange=${set(name)} />`)}
      ${draft.conditions.map((one, at) => html`<${Condition} key=${one.seq} value=${one} onChange=${(next) => setDraft({ ...draft, conditions: draft.conditions.map((known, index) => (index === at ? next : known)) })} />`)}
      <div class="buttons"><button type="button" onClick=${() => setDraft({ ...draft, conditions: [...draft.conditions, fresh(draft.conditions)] })}>${t('category.more')}</button></div>
      ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${(problem.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
      <div class="buttons kept-bar"><button class="main" disabled=${busy}>${t('category.keep')}</button><button type="button" onClick=${onCancel}>${t('cancel')}</button></div>
    </form>`;
}
