// What one may do with a case now: buttons from its open actions, each with a form made from the contract. What is typed is kept
// until it is sent, and a case that changed meanwhile is explained before anything is sent again.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all, get, post, theContract, upload } from '/desk/api.js';
import { t, time } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';

const MAIN = ['file', 'dispatch', 'accept', 'resolve', 'close', 'verify', 'check', 'answer-transfer', 'arbitrate'];
const AT_ONCE = ['accept'];

const draftKey = (me, file, action) => `wangge-draft:${me.id}:${file.id}:${action}`;

function useDraft(key) {
  const [values, setValues] = useState(() => JSON.parse(localStorage.getItem(key) ?? '{}'));
  const change = (name, value) => setValues((known) => {
    const next = { ...known, [name]: value };
    localStorage.setItem(key, JSON.stringify(next));
    return next;
  });
  return [values, change, () => localStorage.removeItem(key)];
}

/** A reference of the contract followed, and what `allOf` adds to it; of several ways to say the same (`oneOf`) the first. */
function resolved(contract, schema) {
  if (schema.$ref) return resolved(contract, schema.$ref.slice(2).split('/').reduce((part, name) => part[name.replaceAll('~1', '/')], contract));
  if (schema.oneOf) return resolved(contract, schema.oneOf[0]);
  return schema.allOf ? { ...resolved(contract, schema.allOf[0]), nullable: true } : schema;
}

/** Null until they are known. A form that lacks its fields must not be sent, so a contract that cannot be read is said. */
function useFields(action, say) {
  const [fields, setFields] = useState(null);
  useEffect(() => {
    theContract().then((contract) => {
      const operation = contract.paths[`/cases/{id}/actions/${action}`].post;
      const body = resolved(contract, operation.requestBody.content['application/json'].schema);
      const required = new Set(body.required ?? []);
      setFields(Object.entries(body.properties ?? {}).map(([name, schema]) => ({ name, required: required.has(name), schema: resolved(contract, schema) })));
    }).catch(say);
  }, [action]);
  return fields;
}

/** Choices that the contract cannot know. */
function useChoices(file, action, names) {
  const [choices, setChoices] = useState({});
  const wanted = names.join();
  useEffect(() => {
    const add = (name, promise) => promise.then((options) => setChoices((known) => ({ ...known, [name]: options })), () => {});
    if (names.includes('reason')) {
      add('reason', all(`/reasons?action=${action}`).then((items) => items.map((one) => [one.code, one.text])));
    }
    if (names.includes('conditionSeq')) {
      add('conditionSeq', get('/categories/' + file.category.code).then((category) => category.conditions.filter((one) => !one.retired).map((one) => [one.seq, one.condition])));
    }
    if (names.includes('departmentCode') || names.includes('assigneeId')) {
      const candidates = get(`/cases/${file.id}/candidates`).then((answer) => answer.items);
      const of = (kind) => candidates.then((items) => items.filter((one) => one.kind === kind)
        .map((one) => [one.id, one.name + (one.warning ? ` ⚠ ${one.warning.text}` : '')]));
      if (names.includes('departmentCode')) add('departmentCode', of('DEPARTMENT'));
      add('assigneeId', action === 'dispatch' ? of('PERSON') : workers(file));
    }
    if (names.includes('intoCaseId')) {
      add('intoCaseId', get(`/cases?limit=50&grid=${file.area.gridCode}&state=REPORTED,VERIFYING,FILED,DISPATCHED,HANDLING`).then((page) =>
        page.items.filter((one) => one.id !== file.id).map((one) => [one.id, `${one.number} ${one.category.name} ${one.description ?? ''}`.slice(0, 60)])));
    }
    if (names.includes('officeCode')) {
      add('officeCode', all('/offices').then((items) => items.filter((one) => one.code !== file.desk.code).map((one) => [one.code, one.name])));
    }
    if (names.includes('leadDepartment')) {
      add('leadDepartment', all('/departments').then((items) => items.map((one) => [one.code, one.name])));
    }
    if (names.includes('categoryCode')) {
      add('categoryCode', all('/categories').then((items) => items.map((one) => [one.code, `${one.code} ${one.name}`])));
    }
  }, [file.id, file.version, action, wanted]);
  return choices;
}

/** Who may be sent to look: those who answer for the grid. */
const workers = (file) => get(`/cases/${file.id}/routing`).then((answer) => answer.workers.map((one) => [one.id, `${one.name} · ${t('duty.' + one.duty)}`]));

/** Photos go up as soon as they are chosen; what did not arrive is said at once. */
function Photos({ label, common, value, onChange, wrong }) {
  const [problem, setProblem] = useState(null);
  const chosen = async (event) => {
    setProblem(null);
    try {
      onChange((await Promise.all([...event.target.files].map(upload))).map((one) => one.id));
    } catch (failure) {
      setProblem(failure.code === 'network' ? t('network') : failure.message);
    }
  };
  return html`<label>${label}
    <input ...${common} type="file" accept="image/*" multiple onChange=${chosen} />
    ${value?.length > 0 && html`<small>${t('photos-attached', { n: value.length })}</small>`}
    ${problem && html`<small class="problem" role="alert">${problem}</small>`}${wrong}</label>`;
}

function Field({ field, value, onChange, choices, fault }) {
  const { name, schema, required } = field;
  const id = 'field-' + name;
  const label = html`<span>${t('field.' + name)}${required ? '' : html` <small>${t('optional')}</small>`}</span>`;
  const wrong = fault && html`<small class="problem" id=${id + '-fault'}>${fault}</small>`;
  const common = { id, 'aria-invalid': fault ? 'true' : undefined, 'aria-describedby': fault ? id + '-fault' : undefined };
  const options = choices[name];
  if (name === 'reason') {
    const given = value ?? {};
    return html`<label>${label}
      <select ...${common} value=${given.code ?? ''} required=${required} onChange=${(event) => onChange({ ...given, code: event.target.value })}>
        <option value="">${t('choose')}</option>${(options ?? []).map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}
      </select>
      <textarea rows="2" maxlength="1000" aria-label=${t('field.reason.text')} placeholder=${t('field.reason.text')} value=${given.text ?? ''}
                onInput=${(event) => onChange({ ...given, text: event.target.value })}></textarea>${wrong}</label>`;
  }
  if (name === 'mediaIds') {
    return html`<${Photos} label=${label} common=${common} value=${value} onChange=${onChange} wrong=${wrong} />`;
  }
  if (name === 'categoryCode') {
    return html`<label>${label}
      <input ...${common} list="categories" required=${required} placeholder=${t('type-to-find')} value=${value ?? ''} onInput=${(event) => onChange(event.target.value)} />
      <datalist id="categories">${(options ?? []).map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}</datalist>${wrong}</label>`;
  }
  if (options || ['departmentCode', 'assigneeId', 'conditionSeq', 'intoCaseId', 'officeCode', 'leadDepartment'].includes(name)) {
    return html`<label>${label}
      <select ...${common} value=${value ?? ''} required=${required} onChange=${(event) => onChange(event.target.value)}>
        <option value="">${t('choose')}</option>${(options ?? []).map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}
      </select>${wrong}</label>`;
  }
  if (schema.type === 'boolean') {
    return html`<fieldset class="yes-no"><legend>${t('field.' + name)}</legend>
      ${[true, false].map((one) => html`<label key=${one}><input type="radio" name=${name} required=${required} checked=${value === one} onChange=${() => onChange(one)} /> ${t(`${name}.${one}`)}</label>`)}
      ${wrong}</fieldset>`;
  }
  if (schema.type === 'array') return null;
  if (schema.maxLength > 200) {
    return html`<label>${label}<textarea ...${common} rows="3" required=${required} maxlength=${schema.maxLength} value=${value ?? ''}
      onInput=${(event) => onChange(event.target.value)}></textarea>${wrong}</label>`;
  }
  return html`<label>${label}<input ...${common} required=${required} maxlength=${schema.maxLength} value=${value ?? ''}
    onInput=${(event) => onChange(event.target.value)} />${wrong}</label>`;
}

/** Only what was said is sent; numbers are numbers. */
function bodyOf(fields, values) {
  const body = {};
  for (const { name, schema } of fields) {
    let value = values[name];
    if (name === 'reason' && value) value = value.code ? { code: value.code, ...(value.text ? { text: value.text } : {}) } : null;
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    body[name] = schema.type === 'integer' ? Number(value) : value;
  }
  return body;
}

/** Somebody was quicker: what they did, and whether one may still go on. */
function Stale({ problem, file, lines, action, onAgain }) {
  const open = problem.body.openActions ?? file.openActions;
  return html`
    <div class="stale" role="alert">
      <p>${problem.message}</p>
      <ul>${lines.slice(-3).map((line) => html`<li key=${line.id}>${time(line.at)} ${line.actor.name} ${t('action.' + line.action.toLowerCase().replaceAll('_', '-'))}</li>`)}</ul>
      ${open.includes(action)
        ? html`<button type="button" onClick=${onAgain}>${t('go-on')}</button>`
        : html`<p>${t('no-longer', { action: t('action.' + action) })}</p>`}
    </div>`;
}

function Form({ file, lines, action, me, onDone, onCancel, onReread }) {
  const [problem, setProblem] = useState(null);
  const fields = useFields(action, setProblem);
  const [values, change, forget] = useDraft(draftKey(me, file, action));
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState(file.version);
  const key = useMemo(() => uuid(), [seen]);
  const choices = useChoices(file, action, fields?.map((field) => field.name) ?? []);
  if (!fields) {
    return problem
      ? html`<p class="problem" role="alert">${t('network')} <button type="button" onClick=${onCancel}>${t('cancel')}</button></p>`
      : html`<p class="wait">${t('loading')}</p>`;
  }

  const send = async (version) => {
    setBusy(true);
    setProblem(null);
    try {
      const next = await post(`/cases/${file.id}/actions/${action}`, bodyOf(fields, values), { key, version });
      forget();
      onDone(next);
    } catch (failure) {
      setProblem(failure);
      if ([409, 412].includes(failure.status)) onReread();
    } finally {
      setBusy(false);
    }
  };
  const fault = (name) => problem?.body.errors?.find((one) => one.pointer?.split('/')[1] === name)?.detail;
  const elsewhere = (problem?.body.errors ?? []).filter((one) => !fields.some((field) => field.name === one.pointer?.split('/')[1]));
  const stale = problem && [409, 412].includes(problem.status);
  return html`
    <form class="act" onSubmit=${(event) => (event.preventDefault(), send(seen))}>
      <h3>${t('action.' + action)}</h3>
      ${fields.map((field) => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} choices=${choices}
        fault=${fault(field.name)} onChange=${(value) => change(field.name, value)} />`)}
      ${!stale && !file.openActions.includes(action) && html`<p class="stale" role="alert">${t('no-longer', { action: t('action.' + action) })}</p>`}
      ${stale && html`<${Stale} problem=${problem} file=${file} lines=${lines} action=${action}
        onAgain=${() => (setSeen(file.version), setProblem(null), send(file.version))} />`}
      ${problem && !stale && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}
        ${elsewhere.map((one) => html`<br />${one.detail}`)}</p>`}
      <div class="buttons">
        <button class="main" disabled=${busy || (!stale && !file.openActions.includes(action))}>${t('send')}</button>
        <button type="button" onClick=${onCancel}>${t('cancel')}</button>
        ${Object.keys(values).length > 0 && html`<small class="quiet">${t('draft-kept')}</small>`}
      </div>
    </form>`;
}

export function Actions({ file, lines, me, onDone, onReread }) {
  const [chosen, setChosen] = useState(() => file.openActions.find((action) => localStorage.getItem(draftKey(me, file, action))) ?? null);
  const [problem, setProblem] = useState(null);
  const sorted = [...file.openActions].sort((a, b) => (MAIN.includes(b) ? 1 : 0) - (MAIN.includes(a) ? 1 : 0));
  const choose = async (action) => {
    setProblem(null);
    if (!AT_ONCE.includes(action)) return setChosen(action);
    try {
      onDone(await post(`/cases/${file.id}/actions/${action}`, {}, { version: file.version }));
    } catch (failure) {
      setProblem(failure);
      onReread();
    }
    return undefined;
  };
  if (chosen) {
    return html`<${Form} key=${chosen} file=${file} lines=${lines} action=${chosen} me=${me} onReread=${onReread}
      onDone=${(next) => (setChosen(null), onDone(next))} onCancel=${() => setChosen(null)} />`;
  }
  return html`
    <div class="open-actions" role="group" aria-label=${t('actions')}>
      ${sorted.map((action) => html`
        <button type="button" key=${action} class=${MAIN.includes(action) ? 'main' : ''} data-action=${action} onClick=${() => choose(action)}>${t('action.' + action)}</button>`)}
    </div>
    ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}`;
}
