// What one may do with a thing now: buttons from its open actions, each with a form made from the contract. What is typed is kept
// until it is sent, and a thing that changed meanwhile is explained before anything is sent again. What kind of thing it is (a case,
// a hazard ...) is said by its steps: `path`, `word`, `main` ones, those `atOnce` without a form, those done `elsewhere`, `choices`, names
// of fields that are `chosen` from these, that are `days`, what a step `leaves` out or `needs` besides, and a
// `subject` for kinds of which the feed does not tell, and the `key` that the contract has in its path where that is not `id`.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all, post } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { t, time } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { Field, bodyOf, useFields } from '/desk/fields.js';
import { useWriting } from '/desk/presence.js';

const draftKey = (me, file, action) => `wangge-draft:${me.id}:${file.id}:${action}`;

/** A password is nothing to be found in a browser later. */
const unsecret = (name, value) => (name === 'password' ? undefined : value);

export function useDraft(key) {
  const [values, setValues] = useState(() => JSON.parse(localStorage.getItem(key) ?? '{}'));
  const change = (name, value) => setValues((known) => {
    const next = { ...known, [name]: value };
    localStorage.setItem(key, JSON.stringify(next, unsecret));
    return next;
  });
  return [values, change, () => localStorage.removeItem(key)];
}

/** Choices that the contract cannot know. */
export function useChoices(kind, file, action, names) {
  const [choices, setChoices] = useState({});
  const wanted = names.join();
  useEffect(() => {
    const found = { ...kind.choices?.(file, action, names) };
    if (names.includes('reason')) found.reason = all(`/reasons?action=${action}`).then((items) => items.map((one) => [one.code, one.text]));
    Object.entries(found).forEach(([name, promise]) => promise.then((options) => setChoices((known) => ({ ...known, [name]: options })), () => {}));
  }, [file.id, file.version, action, wanted]);
  return choices;
}

/** Somebody was quicker: what they did, and whether one may still go on. */
function Stale({ kind, problem, file, lines, action, onAgain }) {
  const open = problem.body.openActions ?? file.openActions;
  return html`
    <div class="stale" role="alert">
      <p>${problem.message}</p>
      <ul>${lines.slice(-3).map((line) => html`<li key=${line.id}>${time(line.at)} ${line.actor.name} ${kind.word(line.action)}</li>`)}</ul>
      ${open.includes(action)
        ? html`<button type="button" onClick=${onAgain}>${t('go-on')}</button>`
        : html`<p>${t('no-longer', { action: kind.word(action) })}</p>`}
    </div>`;
}

function Form({ kind, file, lines, action, me, onDone, onCancel, onReread }) {
  const [problem, setProblem] = useState(null);
  const fields = useFields(kind, file, action, setProblem);
  const [values, change, forget] = useDraft(draftKey(me, file, action));
  useWriting(file.id, Object.keys(values).length > 0);
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState(file.version);
  const key = useMemo(() => uuid(), [seen]);
  const choices = useChoices(kind, file, action, fields?.map((field) => field.name) ?? []);
  if (!fields) {
    return problem
      ? html`<p class="problem" role="alert">${t('network')} <button type="button" onClick=${onCancel}>${t('cancel')}</button></p>`
      : html`<p class="wait">${t('loading')}</p>`;
  }

  const send = async (version) => {
    setBusy(true);
    setProblem(null);
    try {
      const next = await post(`${kind.path}/${file.id}/actions/${action}`, bodyOf(fields, values), { key, version });
      forget();
      if (kind.subject) announce({ subject: kind.subject, id: next.id, version: next.version });
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
      <h3>${kind.word(action)}</h3>
      ${fields.map((field) => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} choices=${choices}
        fault=${fault(field.name)} onChange=${(value) => change(field.name, value)} />`)}
      ${!stale && !file.openActions.includes(action) && html`<p class="stale" role="alert">${t('no-longer', { action: kind.word(action) })}</p>`}
      ${stale && html`<${Stale} kind=${kind} problem=${problem} file=${file} lines=${lines} action=${action}
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

export function Actions({ kind, file, lines, me, onDone, onReread }) {
  const open = file.openActions.filter((action) => !kind.elsewhere?.includes(action));
  const [chosen, setChosen] = useState(() => open.find((action) => localStorage.getItem(draftKey(me, file, action))) ?? null);
  const [problem, setProblem] = useState(null);
  const sorted = [...open].sort((a, b) => (kind.main.includes(b) ? 1 : 0) - (kind.main.includes(a) ? 1 : 0));
  const choose = async (action) => {
    setProblem(null);
    if (!kind.atOnce?.includes(action)) return setChosen(action);
    try {
      onDone(await post(`${kind.path}/${file.id}/actions/${action}`, {}, { version: file.version }));
    } catch (failure) {
      setProblem(failure);
      onReread();
    }
    return undefined;
  };
  if (chosen) {
    return html`<${Form} key=${chosen} kind=${kind} file=${file} lines=${lines} action=${chosen} me=${me} onReread=${onReread}
      onDone=${(next) => (setChosen(null), onDone(next))} onCancel=${() => setChosen(null)} />`;
  }
  return open.length > 0 && html`
    <div class="open-actions" role="group" aria-label=${t('actions')}>
      ${sorted.map((action) => html`
        <button type="button" key=${action} class=${kind.main.includes(action) ? 'main' : ''} data-action=${action} onClick=${() => choose(action)}>${kind.word(action)}</button>`)}
    </div>
    ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}`;
}
