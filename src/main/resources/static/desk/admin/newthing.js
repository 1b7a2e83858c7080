// Something new: a form made of the request of the contract. What is typed is kept until it is sent.
import { html, useMemo, useState } from '/desk/view.js';
import { post } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { useDraft } from '/desk/actions.js';
import { Field, bodyOf, useRequest } from '/desk/fields.js';
import { Panel } from '/desk/panel.js';

/**
 * @param choices what the contract cannot know, by field  @param about as `useRequest` has it
 * @param besides what is sent besides the fields, typed into the children
 */
export function NewThing({ path, title, subject, me, choices, about = {}, besides = {}, children, send: word = t('send'), onClose, onDone }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const fields = useRequest(path, 'post', about, setProblem);
  const [values, change, forget] = useDraft(`wangge-draft:${me.id}:new:${path}`);
  const key = useMemo(() => uuid(), []);
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await post(path, { ...bodyOf(fields, values), ...besides }, { key });
      forget();
      announce({ subject, id: made.id, version: made.version });
      onDone(made);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  const errors = problem?.body?.errors ?? [];
  const fault = (name) => errors.find((one) => one.pointer?.split('/')[1] === name)?.detail;
  const elsewhere = errors.filter((one) => !fields?.some(({ name }) => one.pointer?.split('/')[1] === name));
  return html`
    <${Panel} title=${title} onClose=${onClose}>
      <form class="act" onSubmit=${send}>
        ${!fields && !problem && html`<p class="wait">${t('loading')}</p>`}
        ${fields?.map((one) => html`<${Field} key=${one.name} field=${one} value=${values[one.name]} choices=${choices} fault=${fault(one.name)} onChange=${(value) => change(one.name, value)} />`)}
        ${children}
        ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${elsewhere.map((one) => html`<br />${one.detail}`)}</p>`}
        <div class="buttons"><button class="main" disabled=${busy || !fields}>${word}</button><button type="button" onClick=${onClose}>${t('cancel')}</button></div>
      </form>
    <//>`;
}
