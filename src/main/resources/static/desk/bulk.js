// The same step for several things: one form, one request for each with its own key and version, and a result for each.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { get, post } from '/desk/api.js';
import { t, together } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { Field, bodyOf, useFields } from '/desk/fields.js';
import { useChoices } from '/desk/actions.js';

const AT_ONCE = 4;

/** What may be done with all of them. */
function common(kind, rows) {
  const [first, ...others] = rows.map((row) => row.open.split(' '));
  return (first ?? []).filter((action) => action && !kind.elsewhere?.includes(action) && others.every((open) => open.includes(action)));
}

async function inTurns(rows, one) {
  const waiting = [...rows];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (waiting.length > 0) await one(waiting.shift());
  }));
}

/** Who hears of such a step, as the policy of notices has it; null while it is asked. What cannot be read is said as such. */
function useTold(kind, action) {
  const [told, setTold] = useState(null);
  useEffect(() => {
    get('/notice-policies/' + [kind.event, action].join('.')).then(({ rows }) => setTold([...new Set(rows.map((row) => row.audience))]), () => setTold(undefined));
  }, [action]);
  return told;
}

/** The last look before it happens to all of them: how many, what, which, and who will hear of it. */
function Confirm({ kind, rows, action, done, onYes, onNo }) {
  const told = useTold(kind, action);
  const title = useRef(null);
  useEffect(() => title.current.focus(), []);
  return html`
    <div class="act" role="group" aria-labelledby="bulk-confirm">
      <h3 id="bulk-confirm" tabindex="-1" ref=${title}>${t('bulk-sure', { action: kind.word(action), n: rows.length })}</h3>
      <ul class="which">${rows.map((row) => html`<li key=${row.id}>${row.number} <small>${row.category} · ${row.place}</small></li>`)}</ul>
      <p>${told === null ? t('loading') : told === undefined ? t('bulk-told-unknown') : told.length === 0 ? t('bulk-told-nobody') : t('bulk-told', { who: together(told.map((one) => t('audience.' + one))) })}</p>
      <div class="buttons">
        <button type="button" class="main" disabled=${done !== null} onClick=${onYes}>${done === null ? t('bulk-yes', { n: rows.length }) : t('bulk-progress', { done, n: rows.length })}</button>
        <button type="button" disabled=${done !== null} onClick=${onNo}>${t('back')}</button>
      </div>
    </div>`;
}

function BulkForm({ kind, rows, action, onResults, onCancel }) {
  const [problem, setProblem] = useState(null);
  const [values, setValues] = useState({});
  const [done, setDone] = useState(null);
  const [asked, setAsked] = useState(false);
  // Choices are those of the first one; what does not fit another is refused for that one alone.
  const file = { id: rows[0].id, category: { code: rows[0].categoryCode }, area: { gridCode: rows[0].gridCode }, desk: {}, openActions: [] };
  const fields = useFields(kind, file, action, setProblem);
  const choices = useChoices(kind, file, action, fields?.map((field) => field.name) ?? []);
  if (problem) return html`<p class="problem" role="alert">${t('network')} <button type="button" onClick=${onCancel}>${t('cancel')}</button></p>`;
  if (!fields) return html`<p class="wait">${t('loading')}</p>`;
  const send = async () => {
    const results = [];
    setDone(0);
    await inTurns(rows, async (row) => {
      try {
        await post(`${kind.path}/${row.id}/actions/${action}`, bodyOf(fields, values), { key: uuid(), version: row.version });
        results.push({ row, done: true });
      } catch (failure) {
        results.push({ row, text: failure.code === 'network' ? t('network') : failure.message });
      }
      setDone(results.length);
    });
    onResults(results);
  };
  if (asked) return html`<${Confirm} kind=${kind} rows=${rows} action=${action} done=${done} onYes=${send} onNo=${() => setAsked(false)} />`;
  return html`
    <form class="act" onSubmit=${(event) => (event.preventDefault(), setAsked(true))}>
      <h3>${t('bulk-step', { action: kind.word(action), n: rows.length })}</h3>
      ${fields.map((field) => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} choices=${choices}
        onChange=${(value) => setValues((known) => ({ ...known, [field.name]: value }))} />`)}
      <div class="buttons">
        <button class="main">${t('bulk-look')}</button>
        <button type="button" onClick=${onCancel}>${t('cancel')}</button>
      </div>
    </form>`;
}

const Results = ({ results, onClose }) => html`
  <div class="results" role="status">
    <p>${t('bulk-done', { done: results.filter((one) => one.done).length, n: results.length })}</p>
    <ul>${results.filter((one) => !one.done).map(({ row, text }) => html`<li key=${row.id} class="problem">${row.number}: ${text}</li>`)}</ul>
    <button type="button" onClick=${onClose}>${t('close')}</button>
  </div>`;

/** @param chosen rows by their ids; those that were done are taken from it */
export function Bulk({ kind, chosen, onChosen }) {
  const [action, setAction] = useState(null);
  const [results, setResults] = useState(null);
  const rows = [...chosen.values()];
  const finish = (all) => {
    setResults(all);
    setAction(null);
    onChosen(new Map(all.filter((one) => !one.done).map(({ row }) => [row.id, row])));
  };
  if (results) return html`<div class="bulk"><${Results} results=${results} onClose=${() => setResults(null)} /></div>`;
  if (rows.length === 0) return null;
  const open = common(kind, rows);
  return html`
    <div class="bulk" role="region" aria-label=${t('bulk')}>
      ${action
        ? html`<${BulkForm} key=${action} kind=${kind} rows=${rows} action=${action} onResults=${finish} onCancel=${() => setAction(null)} />`
        : html`<div class="open-actions">
            <b>${t('bulk-chosen', { n: rows.length })}</b>
            ${open.map((one) => html`<button type="button" key=${one} data-action=${one} onClick=${() => setAction(one)}>${kind.word(one)}</button>`)}
            ${open.length === 0 && html`<span class="quiet">${t('bulk-nothing')}</span>`}
            <button type="button" class="plain" onClick=${() => onChosen(new Map())}>${t('bulk-clear')}</button>
          </div>`}
    </div>`;
}
