// What this phone recorded: waiting, refused and why, sent. Nothing leaves this list but what the server has, or what its worker throws away.
import { html } from '/desk/view.js';
import { t, time } from '/desk/words.js';
import { go } from '/desk/route.js';
import { change, remove } from '/worker/store.js';
import { mayMend, mend, send, sendAgain } from '/worker/outbox.js';
import { Heading, useRecords } from '/worker/forms.js';

const shown = (record) => !record.about.quiet && (record.state !== 'DRAFT' || record.kind !== 'REPORT' || record.mended || record.form.description || record.photos.length > 0);

const FORMS = { REPORT: (id) => '#/report?record=' + id, STEP: (id) => '#/step?record=' + id, INSPECTION: (id) => '#/visit?record=' + id };

function title(record) {
  if (record.kind === 'REPORT') return record.form.description?.trim() || t('report-of-photos', { n: record.photos.length });
  if (record.kind === 'STEP') return `${t('step.' + record.about.action)} · ${record.about.title}`;
  return record.about.title;
}

const open = (record) => go(FORMS[record.kind](record.id));
const mended = async (record) => ((await mend(record.id)).state === 'DRAFT' ? open(record) : undefined);

/** The words of a visit need not wait for its photos: those follow, item by item. */
const wordsFirst = (record) => change(record.id, (known) => (known.request && known.state !== 'REFUSED' ? known
  : { ...known, photos: known.photos.map((one) => (one.mediaId ? one : { ...one, later: true })) }));

async function sendWords(record) {
  if (record.state === 'REFUSED') await mend(record.id);
  await wordsFirst(record);
  await change(record.id, (known) => (known.state === 'DRAFT' ? { ...known, state: 'WAITING', restUntil: 0 } : { ...known, restUntil: 0 }));
  send();
}

function Why({ record }) {
  const trouble = record.refusal ?? record.trouble;
  if (!trouble) return null;
  const text = trouble.status === 0 ? t('network') : trouble.status === 401 ? t('sign-in-to-send') : trouble.text || t('trouble', { n: trouble.status });
  return html`
    <p class=${record.refusal ? 'problem' : 'quiet'}>${record.refusal && html`<b>${t('why-refused')}</b> `}${trouble.photo && t('about-photo') + ' '}${text}</p>
    ${trouble.errors?.length > 0 && html`<ul class="problem">${trouble.errors.map((one) => html`<li key=${one.pointer}>${one.detail}</li>`)}</ul>`}`;
}

function Card({ record, mine }) {
  const photos = record.photos.length;
  const there = record.photos.filter((one) => one.mediaId).length;
  return html`
    <li class=${'card record ' + record.state} data-record=${record.id} data-state=${record.state}>
      <span class="row"><b class="clip">${title(record)}</b><span class="gap"></span><i class=${'chip ' + record.state}>${t('record.' + record.state)}</i></span>
      <span class="row quiet"><span>${t('of.' + record.kind)}</span><time datetime=${record.recordedAt ?? record.madeAt}>${time(record.recordedAt ?? record.madeAt)}</time>
        ${photos > 0 && html`<span>${t('photos-sent', { n: there, all: photos })}</span>`}</span>
      ${record.answer?.number && html`<span>${t('has-number', { number: record.answer.number })}</span>`}
      ${record.answer?.doubts?.length > 0 && html`<ul class="quiet">${record.answer.doubts.map((text) => html`<li key=${text}>${text}</li>`)}</ul>`}
      <${Why} record=${record} />
      ${mine && html`<span class="buttons">
        ${record.state === 'DRAFT' && FORMS[record.kind] && html`<button type="button" onClick=${() => open(record)}>${t('go-on-writing')}</button>`}
        ${record.state === 'WAITING' && html`<button type="button" onClick=${() => sendAgain(record.id)}>${t('send-now')}</button>`}
        ${['WAITING', 'REFUSED'].includes(record.state) && mayMend(record) && FORMS[record.kind] && html`<button type="button" onClick=${() => mended(record)}>${t('mend')}</button>`}
        ${record.state === 'REFUSED' && html`<button type="button" onClick=${() => change(record.id, (known) => ({ ...known, state: 'WAITING', refusal: null, restUntil: 0 })).then(send)}>${t('send-again')}</button>`}
        ${record.kind === 'INSPECTION' && mayMend(record) && there < photos && (record.trouble || record.refusal) && html`<button type="button" onClick=${() => sendWords(record)}>${t('words-first')}</button>`}
        ${['REFUSED', 'SENT'].includes(record.state) && html`<button type="button" class="plain" onClick=${() => (record.state === 'SENT' || confirm(t('throw-away-sure'))) && remove(record.id)}>${t(record.state === 'SENT' ? 'take-off' : 'throw-away')}</button>`}
      </span>`}
    </li>`;
}

const ORDER = ['REFUSED', 'WAITING', 'DRAFT', 'SENT'];

export function Queue({ me }) {
  const records = useRecords();
  if (!records) return html`<p class="wait">${t('loading')}</p>`;
  const mine = records.filter((one) => one.owner === me.id && shown(one));
  const others = records.filter((one) => one.owner !== me.id && ['WAITING', 'REFUSED', 'DRAFT'].includes(one.state) && shown(one)).length;
  return html`
    <section class="page">
      <${Heading}>${t('tab.queue')}<//>
      ${others > 0 && html`<p class="note">${t('of-others', { n: others })}</p>`}
      ${mine.length === 0 && html`<p class="empty">${t('nothing-recorded')}</p>`}
      ${ORDER.map((state) => [state, mine.filter((one) => one.state === state)]).filter(([, some]) => some.length > 0).map(([state, some]) => html`
        <h2 key=${state}>${t('records.' + state, { n: some.length })}</h2>
        <ul class="cards">${some.map((record) => html`<${Card} key=${record.id} record=${record} mine />`)}</ul>`)}
    </section>`;
}
