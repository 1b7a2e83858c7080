// Records as views see them, and the form that writes one: each key pressed is kept, so a closed page loses nothing.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { t } from '/desk/words.js';
import { change, onRecords, recordOf, records } from '/worker/store.js';

/** All of this phone, the newest first; null until they are read. */
export function useRecords() {
  const [all, setAll] = useState(null);
  useEffect(() => {
    const look = () => records().then((found) => setAll(found.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))));
    look();
    return onRecords(look);
  }, []);
  return all;
}

/** Undefined until it is read, null when there is none. */
export function useRecord(id) {
  const [record, setRecord] = useState(undefined);
  useEffect(() => {
    const look = () => recordOf(id).then((found) => setRecord(found ?? null));
    look();
    return onRecords(look);
  }, [id]);
  return record;
}

export function useForm(record) {
  const [form, setForm] = useState(record.form);
  const set = (name, value) => {
    setForm((known) => ({ ...known, [name]: value }));
    change(record.id, (known) => ({ ...known, form: { ...known.form, [name]: value } }));
  };
  return [form, set];
}

/** A page's heading takes the focus, so that a screen reader says where one is. */
export function Heading({ children }) {
  const head = useRef(null);
  useEffect(() => head.current?.focus(), []);
  return html`<h1 tabindex="-1" ref=${head}>${children}</h1>`;
}

export const Text = ({ name, form, set, label, rows = 3, required, max = 2000 }) => html`
  <label>${label}
    <textarea name=${name} rows=${rows} maxlength=${max} required=${required} value=${form[name] ?? ''} onInput=${(event) => set(name, event.target.value)}></textarea></label>`;

export const Line = ({ name, form, set, label, required, max = 200, list }) => html`
  <label>${label}<input name=${name} list=${list} maxlength=${max} required=${required} value=${form[name] ?? ''} onInput=${(event) => set(name, event.target.value)} /></label>`;

export const Tick = ({ name, form, set, label }) => html`
  <label class="tick"><input type="checkbox" name=${name} checked=${!!form[name]} onChange=${(event) => set(name, event.target.checked)} /> ${label}</label>`;

export const Choice = ({ name, value, onChange, legend, options, required }) => html`
  <fieldset class="choices"><legend>${legend}</legend>
    ${options.map(([code, text]) => html`
      <label key=${code} class=${value === code ? 'chosen' : ''}><input type="radio" name=${name} required=${required} checked=${value === code} onChange=${() => onChange(code)} /> ${text}</label>`)}
  </fieldset>`;

export const Select = ({ name, form, set, label, options, required, none = t('choose') }) => html`
  <label>${label}
    <select name=${name} required=${required} value=${form[name] ?? ''} onChange=${(event) => set(name, event.target.value)}>
      <option value="">${none}</option>${options.map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}
    </select></label>`;

/** Why it did not go the last time, above the form that mends it. */
export const Mended = ({ record }) => record.mended && html`
  <div class="note" role="alert"><b>${t('was-refused')}</b> ${record.mended.text}
    ${record.mended.errors?.length > 0 && html`<ul>${record.mended.errors.map((one) => html`<li key=${one.pointer}>${one.detail}</li>`)}</ul>`}</div>`;
