// A form in a panel: what is typed is kept until it is sent, what is wrong is said at its field, and a repeat of a lost answer is safe.
import { html, useMemo, useState } from '/desk/view.js';
import { post, put } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { useDraft } from '/desk/actions.js';
import { Field, bodyOf, useRequest } from '/desk/fields.js';
import { Panel } from '/desk/panel.js';

/**
 * @param path where it goes  @param name under which what is typed is kept  @param subject as lists of such things have it
 * @param body makes of what was typed what is sent  @param version of what is described anew; null for something new
 * @param first what is there before anything is typed
 */
export function useForm({ path, name, subject, me, body, version = null, first = {}, onDone }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const [typed, change, forget] = useDraft(`wangge-draft:${me.id}:${name}`);
  const [again, setAgain] = useState(null);
  const key = useMemo(() => uuid(), []);
  const values = { ...first, ...typed };
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const done = version === null ? await post(path, body(values), { key }) : await put(path, body(values), again ?? version);
      forget();
      announce({ subject, id: done.id, version: done.version });
      onDone(done);
    } catch (failure) {
      setProblem(failure);
      // Who sends it once more has read that somebody was quicker.
      if (failure.status === 412) setAgain(failure.body.version ?? null);
      setBusy(false);
    }
  };
  const errors = problem?.body?.errors ?? [];
  // Which places a plan is about is chosen within a part of its own.
  const isOf = (field) => ({ pointer }) => `${pointer?.replace(/^\/selection/, '')}/`.startsWith(`/${field}/`);
  return {
    values, change, busy, problem, setProblem, submit, forget,
    kept: Object.keys(typed).length > 0,
    stale: problem?.status === 412,
    fault: (field) => errors.find(isOf(field))?.detail,
    elsewhere: (fields) => errors.filter((one) => !fields.some((field) => isOf(field)(one))),
  };
}

/** What went wrong beside the fields, and the buttons. */
export const FormEnd = ({ form, fields, word = t('send'), ready = true, onClose, children }) => html`
  ${form.problem && html`<p class="problem" role="alert">${form.problem.code === 'network' ? t('network') : form.problem.message}${form.elsewhere(fields).map((one) => html`<br />${one.detail}`)}</p>`}
  <div class="buttons"><button class="main" disabled=${form.busy || !ready}>${form.stale ? t('go-on') : word}</button><button type="button" onClick=${onClose}>${t('cancel')}</button>${children}</div>`;

/**
 * Something new whose fields stand one below the other.
 *
 * @param fields as `Field` has them; those of the contract's request when none are given  @param about as `useRequest` has it
 * @param choices what the contract cannot know, by field  @param besides what is sent besides, typed into the children
 * @param body makes of fields and values what is sent  @param hint a word beside the buttons
 */
export function NewThing({ path, title, name = 'new:' + path, fields, about = {}, choices, besides = {}, body = bodyOf, children, hint, send, me, subject, onClose, onDone }) {
  const [unread, setUnread] = useState(null);
  const asked = useRequest(fields ? null : path, 'post', about, setUnread);
  const shown = fields ?? asked;
  const form = useForm({ path, name, subject, me, onDone, body: (values) => ({ ...body(shown, values), ...besides }) });
  return html`
    <${Panel} title=${title} onClose=${onClose}>
      <form class="act" onSubmit=${form.submit}>
        ${!shown && !unread && html`<p class="wait">${t('loading')}</p>`}
        ${unread && html`<p class="problem" role="alert">${t('network')}</p>`}
        ${shown?.map((one) => html`<${Field} key=${one.name} field=${one} value=${form.values[one.name]} choices=${choices} fault=${form.fault(one.name)} onChange=${(value) => form.change(one.name, value)} />`)}
        ${typeof children === 'function' ? children(form) : children}
        <${FormEnd} form=${form} fields=${(shown ?? []).map((one) => one.name)} word=${send} ready=${Boolean(shown)} onClose=${onClose}>${hint && html`<small class="quiet">${hint}</small>`}<//>
      </form>
    <//>`;
}
