// The fields of a form, made from the contract: what they are called, how each is filled in, and what is sent of them.
import { html, useEffect, useState } from '/desk/view.js';
import { theContract, upload } from '/desk/api.js';
import { t } from '/desk/words.js';

/** A reference of the contract followed, and what `allOf` adds to it; of several ways to say the same (`oneOf`) the first. */
function resolved(contract, schema) {
  if (schema.$ref) return resolved(contract, schema.$ref.slice(2).split('/').reduce((part, name) => part[name.replaceAll('~1', '/')], contract));
  if (schema.oneOf) return resolved(contract, schema.oneOf[0]);
  return schema.allOf ? { ...resolved(contract, schema.allOf[0]), nullable: true } : schema;
}

/** Null until they are known, and of no path at all. A form that lacks its fields must not be sent, so a contract that cannot be read is said. */
export function useRequest(path, method, { needs = [], leaves = [], chosen = [], days = [], labels = {} }, say) {
  const [fields, setFields] = useState(null);
  useEffect(() => {
    if (path === null) return;
    theContract().then((contract) => {
      const body = resolved(contract, contract.paths[path][method].requestBody.content['application/json'].schema);
      const required = new Set([...(body.required ?? []), ...needs]);
      setFields(Object.entries(body.properties ?? {})
        .filter(([name]) => !leaves.includes(name))
        .map(([name, schema]) => ({ name, required: required.has(name), schema: resolved(contract, schema), chosen: chosen.includes(name), day: days.includes(name), label: labels[name] })));
    }).catch(say);
  }, [path, method]);
  return fields;
}

/** Those of a step. */
export const useFields = (kind, file, action, say) => useRequest(`${kind.path}/{${kind.key ?? 'id'}}/actions/${action}`, 'post', {
  needs: kind.needs?.(file, action),
  leaves: kind.leaves?.(file, action),
  chosen: kind.chosen,
  days: kind.days,
}, say);

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

/** Any number of a list that is known. */
const Several = ({ label, value, options, onChange, wrong }) => html`
  <fieldset class="several"><legend>${label}</legend>
    ${options.map(([code, text]) => html`<label key=${code}>
      <input type="checkbox" checked=${value.includes(code)} onChange=${() => onChange(value.includes(code) ? value.filter((one) => one !== code) : [...value, code])} /> ${text}</label>`)}
    ${wrong}</fieldset>`;

/** A thing with parts of its own: all of them that it needs, or none. */
const Parts = ({ name, label, all, schema, value, onChange, wrong }) => html`
  <fieldset class="parts"><legend>${label}</legend>
    ${Object.entries(schema.properties).map(([part, { maxLength }]) => html`<label key=${part}><span>${t(`field.${name}.${part}`)}</span>
      <textarea rows="2" maxlength=${maxLength} value=${value[part] ?? ''} required=${(schema.required ?? []).includes(part) && (all || Object.values(value).some(Boolean))}
                onInput=${(event) => onChange({ ...value, [part]: event.target.value })}></textarea></label>`)}
    ${wrong}</fieldset>`;

/** Times are those of the district, wherever the browser is. */
const OFFSET = '+08:00';

function typed({ schema, day }) {
  if (schema.format === 'date-time') return { type: 'datetime-local' };
  if (day) return { type: 'date' };
  if (schema.type === 'integer' || schema.type === 'number') return { type: 'number', min: schema.minimum, max: schema.maximum, step: schema.type === 'integer' ? 1 : 'any' };
  return {};
}

export function Field({ field, value, onChange, choices, fault }) {
  const { name, schema, required, chosen } = field;
  const id = 'field-' + name;
  const label = html`<span>${t(field.label ?? 'field.' + name)}${required ? '' : html` <small>${t('optional')}</small>`}</span>`;
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
  if (schema.type === 'array') return options?.length > 0 && html`<${Several} label=${label} value=${value ?? []} options=${options} onChange=${onChange} wrong=${wrong} />`;
  if (schema.type === 'object') return html`<${Parts} name=${name} label=${label} all=${required} schema=${schema} value=${value ?? {}} onChange=${onChange} wrong=${wrong} />`;
  const enumerated = schema.enum?.map((one) => [one, t(`field.${name}.${one}`)]);
  if (options || enumerated || chosen) {
    return html`<label>${label}
      <select ...${common} value=${value ?? ''} required=${required} onChange=${(event) => onChange(event.target.value)}>
        <option value="">${t('choose')}</option>${(options ?? enumerated ?? []).map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}
      </select>${wrong}</label>`;
  }
  if (schema.type === 'boolean') {
    return html`<fieldset class="yes-no"><legend>${t('field.' + name)}</legend>
      ${[true, false].map((one) => html`<label key=${one}><input type="radio" name=${name} required=${required} checked=${value === one} onChange=${() => onChange(one)} /> ${t(`${name}.${one}`)}</label>`)}
      ${wrong}</fieldset>`;
  }
  if (schema.maxLength > 200) {
    return html`<label>${label}<textarea ...${common} rows="3" required=${required} maxlength=${schema.maxLength} value=${value ?? ''}
      onInput=${(event) => onChange(event.target.value)}></textarea>${wrong}</label>`;
  }
  return html`<label>${label}<input ...${common} ...${typed(field)} required=${required} maxlength=${schema.maxLength} value=${value ?? ''}
    onInput=${(event) => onChange(event.target.value)} />${wrong}</label>`;
}

/** Only what was said is sent; numbers are numbers. */
export function bodyOf(fields, values) {
  const body = {};
  for (const { name, schema } of fields) {
    let value = values[name];
    if (name === 'reason' && value) value = value.code ? { code: value.code, ...(value.text ? { text: value.text } : {}) } : null;
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (schema.type === 'object' && name !== 'reason' && !Object.values(value).some(Boolean)) continue;
    if (schema.format === 'date-time') value += ':00' + OFFSET;
    body[name] = ['integer', 'number'].includes(schema.type) ? Number(value) : value;
  }
  return body;
}
