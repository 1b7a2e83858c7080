// One more row: for which reports, and who gets them. What is left open may be anything. What a row can say besides, a table can.
import { html, useEffect, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { t } from '/desk/words.js';

const TIMES = ['WORKING_HOURS', 'OFF_HOURS', 'HOLIDAY'];
const DUTIES = ['BASIC', 'ASSIST', 'TAKEN_BACK'];
const TARGETS = ['GRID_OFFICE', 'OFFICE', 'LEAD_DEPARTMENT', 'DEPARTMENT', 'PERSON', 'DISTRICT'];
const PEOPLE = ['DUTY_LEADER', 'RESPONSIBLE_WORKER'];

/** A name that no row of the set has. */
function freeId(rows) {
  const taken = new Set(rows.map(({ id }) => id));
  let n = rows.length + 1;
  while (taken.has('row-' + n)) n++;
  return 'row-' + n;
}

export function rowOf(values, rows) {
  const { category, area, urgent, time, duty, target, code, note } = values;
  const cells = Object.entries({ CATEGORY: category?.trim().toUpperCase(), AREA: area, URGENT: urgent, TIME: time, DUTY: duty }).filter(([, value]) => value);
  return { id: freeId(rows), cells: Object.fromEntries(cells.map(([name, value]) => [name, { values: [value] }])), outcome: { target, ...(code ? { code } : {}) }, ...(note ? { note } : {}) };
}

function useNames(me) {
  const [names, setNames] = useState({ offices: [], departments: [], categories: [] });
  useEffect(() => {
    Promise.all([all('/offices'), all('/departments'), all('/categories')]).then(([offices, departments, categories]) => setNames({
      offices: offices.map((one) => [one.code, one.name]), departments: departments.map((one) => [one.code, one.name]), categories: categories.map((one) => [one.code, one.name]),
    }), () => {});
  }, [me]);
  return names;
}

export function RowFields({ me, values, onChange, areas = true }) {
  const names = useNames(me);
  const set = (name) => (event) => onChange({ ...values, [name]: event.target.value, ...(name === 'target' ? { code: '' } : {}) });
  const chosen = (name, options, none, required = false) => html`<label><span>${t('row.' + name)}</span><select required=${required} value=${values[name] ?? ''} onChange=${set(name)}>
    <option value="">${t(none)}</option>${options.map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}</select></label>`;
  const codes = { OFFICE: names.offices, DEPARTMENT: names.departments, PERSON: PEOPLE.map((one) => [one, t('evaluate.person.' + one)]) }[values.target];
  return html`
    <fieldset class="both"><legend>${t('row.if')}</legend>
      <label><span>${t('row.category')}</span><input list="row-categories" maxlength="40" placeholder=${t('row.any')} value=${values.category ?? ''} onInput=${set('category')} />
        <datalist id="row-categories">${names.categories.map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}</datalist></label>
      ${areas && chosen('area', names.offices.map(([code, text]) => [`${me.desk}/${code}`, text]), 'row.any')}
      ${chosen('urgent', [['true', t('urgent.true')], ['false', t('urgent.false')]], 'row.any')}
      ${chosen('time', TIMES.map((one) => [one, t('rules.time.' + one)]), 'row.any')}
      ${chosen('duty', DUTIES.map((one) => [one, t('duty-class.' + one)]), 'row.any')}
    </fieldset>
    <fieldset class="both"><legend>${t('row.then')}</legend>
      ${chosen('target', TARGETS.map((one) => [one, t('rules.target.' + one)]), 'choose', true)}
      ${codes && chosen('code', codes, 'choose', true)}
      <label><span>${t('row.note')} <small>${t('optional')}</small></span><input maxlength="500" value=${values.note ?? ''} onInput=${set('note')} /></label>
    </fieldset>`;
}

/** It is put first, since the first that fits decides; from there it can be moved. */
export function NewRow({ me, rows, onAdd }) {
  const [values, setValues] = useState({});
  return html`
    <details class="more"><summary>${t('row.new')}</summary>
      <form class="ask" onSubmit=${async (event) => (event.preventDefault(), (await onAdd(rowOf(values, rows))) && setValues({}))}>
        <${RowFields} me=${me} values=${values} onChange=${setValues} />
        <div class="buttons"><button class="main">${t('row.add')}</button></div>
      </form></details>`;
}
