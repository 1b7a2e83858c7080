// My tasks, and the steps that can be done with each: also those that follow from what is still waiting to be sent.
import { html, useEffect, useState } from '/desk/view.js';
import { picture } from '/desk/api.js';
import { distance, t } from '/desk/words.js';
import { go } from '/desk/route.js';
import { remove } from '/worker/store.js';
import { draft, queue } from '/worker/outbox.js';
import { Choice, Heading, Mended, Text, useForm, useRecord, useRecords } from '/worker/forms.js';
import { Photos } from '/worker/photos.js';
import { useKept } from '/worker/kept.js';
import { say } from '/worker/say.js';

const STEPS = {
  accept: {},
  resolve: { text: 'done-what', required: true, photos: true },
  verify: { yes: ['is-so', 'is-not-so'], text: 'note', photos: true },
  check: { yes: ['passes', 'fails'], text: 'note', photos: true },
  recheck: { yes: ['passes', 'fails'], text: 'note', photos: true },
  comment: { text: 'note', required: true, photos: true },
};
/** What may be done once the step that waits has arrived. */
const NEXT = { accept: ['resolve'], resolve: [], verify: [], check: [], recheck: [] };
const ASKED = { VERIFICATION: 'verify', CHECK: 'check' };

const unsent = (records, id) => records.filter((one) => one.about.subject === id && one.kind === 'STEP' && ['WAITING', 'REFUSED'].includes(one.state));

function stepsOf(task, waiting) {
  const ahead = waiting.filter((one) => one.state === 'WAITING' && NEXT[one.about.action]);
  const open = ahead.length > 0 ? NEXT[ahead[0].about.action] : task.openActions;
  return Object.keys(STEPS).filter((action) => open.includes(action) || (action === 'comment' && task.openActions.includes(action)));
}

const Due = ({ task }) => task.dueAt && html`<time datetime=${task.dueAt} class=${task.overdue ? 'hot' : 'quiet'}>${distance(task.dueAt)}</time>`;

export function Tasks({ me }) {
  const tasks = useKept('tasks');
  const records = useRecords();
  if (!tasks || !records) return html`<p class="wait">${t('loading')}</p>`;
  return html`
    <section class="page">
      <${Heading}>${t('tab.tasks')}<//>
      ${tasks.items.length === 0 && html`<p class="empty">${t(tasks.at ? 'no-tasks' : 'nothing-yet')}</p>`}
      <ul class="cards">
        ${tasks.items.map((task) => html`
          <li key=${task.kind + task.id}>
            <a class="card" href=${task.kind === 'INSPECTION' ? `#/places?task=${task.id}&place=${task.placeId}` : `#/task?id=${task.id}&kind=${task.kind}`}>
              <span class="row"><b>${task.title}</b>${task.urgent && html`<i class="flag urgent">${t('flag.urgent')}</i>`}<span class="gap"></span><i class="state">${t('kind.' + task.kind)}</i></span>
              ${task.description && html`<span class="clip">${task.description}</span>`}
              <span class="row quiet"><span>${task.address ?? task.gridName}</span><span class="gap"></span><${Due} task=${task} /></span>
              ${unsent(records, task.id).map((one) => html`<span key=${one.id} class=${'chip ' + one.state}>${t('action.' + one.about.action)} · ${t('record.' + one.state)}</span>`)}
            </a>
          </li>`)}
      </ul>
    </section>`;
}

function Picture({ id }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    let made;
    picture(`/media/${id}`).then((next) => setUrl((made = next)), () => {});
    return () => made && URL.revokeObjectURL(made);
  }, [id]);
  return url && html`<img src=${url} alt=${t('photo')} />`;
}

export function Task({ me, query }) {
  const tasks = useKept('tasks');
  const records = useRecords();
  if (!tasks || !records) return html`<p class="wait">${t('loading')}</p>`;
  const task = tasks.items.find((one) => one.id === query.get('id') && one.kind === query.get('kind'));
  if (!task) return html`<section class="page"><${Heading}>${t('task-gone')}<//><a class="button" href="#/tasks">${t('tab.tasks')}</a></section>`;
  const waiting = unsent(records, task.id);
  const begin = async (action) => {
    const known = records.find((one) => one.about.subject === task.id && one.about.action === action && one.state === 'DRAFT' && one.owner === me.id);
    const record = known ?? (await draft(me.id, 'STEP', { subject: task.id, of: task.of, action, title: task.title, number: task.number }));
    if (Object.keys(STEPS[action]).length > 0) return go('#/step?record=' + record.id);
    await queue(record.id);
    return say(t('recorded'));
  };
  return html`
    <article class="page">
      <${Heading}>${task.title} <small class="quiet">${task.number}</small><//>
      <p class="row"><i class="state">${t('kind.' + task.kind)}</i><${Due} task=${task} /></p>
      ${task.description && html`<p class="words">${task.description}</p>`}
      ${task.media.length > 0 && html`<div class="pictures">${task.media.map((id) => html`<${Picture} key=${id} id=${id} />`)}</div>`}
      <p class="quiet">${[task.gridName, task.address].filter(Boolean).join(' · ')}</p>
      ${waiting.map((one) => html`<p key=${one.id} class=${'chip ' + one.state}>${t('action.' + one.about.action)} · ${t('record.' + one.state)} ${one.refusal?.text ?? ''} <a href="#/queue">${t('tab.queue')}</a></p>`)}
      <div class="steps" role="group" aria-label=${t('actions')}>
        ${stepsOf(task, waiting).map((action) => html`
          <button type="button" key=${action} data-action=${action} class=${action === 'comment' ? '' : 'main big'} onClick=${() => begin(action)}>${t('step.' + action)}</button>`)}
      </div>
    </article>`;
}

export function Step({ query }) {
  const record = useRecord(query.get('record'));
  if (record === undefined) return html`<p class="wait">${t('loading')}</p>`;
  if (record?.state !== 'DRAFT') return html`<p class="wait">${t('is-recorded')} <a href="#/queue">${t('tab.queue')}</a></p>`;
  return html`<${StepForm} record=${record} />`;
}

function StepForm({ record }) {
  const [form, set] = useForm(record);
  const { action } = record.about;
  const { yes, text, required, photos } = STEPS[action];
  const submit = async (event) => {
    event.preventDefault();
    go('#/tasks');
    await queue(record.id);
    say(t('recorded'));
  };
  return html`
    <form class="page" onSubmit=${submit}>
      <${Heading}>${t('step.' + action)}<//>
      <p class="quiet">${record.about.title} ${record.about.number}</p>
      <${Mended} record=${record} />
      ${yes && html`<${Choice} name="yes" legend=${t(action === 'verify' ? 'confirmed' : 'passed')} value=${form.yes} required
        options=${[[true, t(yes[0])], [false, t(yes[1])]]} onChange=${(value) => set('yes', value)} />`}
      ${text && html`<${Text} name="text" form=${form} set=${set} label=${t(text)} required=${required} />`}
      ${photos && html`<${Photos} record=${record} />`}
      <button class="main big">${t('record')}</button>
      <button type="button" class="plain" onClick=${() => confirm(t('discard-sure')) && (go('#/tasks'), remove(record.id))}>${t('discard')}</button>
    </form>`;
}
