// A visit to a place by its checklist. Places and checklists were downloaded before; the whole visit is one record.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { t, time } from '/desk/words.js';
import { go } from '/desk/route.js';
import { remove } from '/worker/store.js';
import { draft, now, queue } from '/worker/outbox.js';
import { Choice, Heading, Line, Mended, Select, Text, Tick, useForm, useRecord, useRecords } from '/worker/forms.js';
import { Photos, Signature } from '/worker/photos.js';
import { Position } from '/worker/position.js';
import { useKept } from '/worker/kept.js';
import { say } from '/worker/say.js';

const SHOWN = 60;

export function Places({ me, query }) {
  const places = useKept('places');
  const lists = useKept('checklists');
  const records = useRecords();
  const [sought, setSought] = useState('');
  if (!places || !lists || !records) return html`<p class="wait">${t('loading')}</p>`;
  const asked = query.get('place');
  const fits = (one) => (asked ? one.id === asked : `${one.name} ${one.address} ${one.kindName} ${one.gridName}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const found = places.items.filter(fits);
  const begin = async (place) => {
    const known = records.find((one) => one.kind === 'INSPECTION' && one.state === 'DRAFT' && one.owner === me.id && one.about.placeId === place.id);
    const list = lists.items.find((one) => one.code === lists.kinds[place.kind]);
    const record = known ?? (await draft(me.id, 'INSPECTION', {
      subject: place.id, placeId: place.id, title: place.name, address: place.address, taskId: query.get('task') ?? undefined,
      checklistCode: list.code, checklistVersion: list.version, startedAt: now(),
    }, { answers: {} }));
    go('#/visit?record=' + record.id);
  };
  return html`
    <section class="page">
      <${Heading}>${t('tab.places')}<//>
      ${asked ? html`<a href="#/places">${t('all-places')}</a>` : html`<label>${t('search-places')}<input type="search" value=${sought} onInput=${(event) => setSought(event.target.value)} /></label>`}
      ${places.at && html`<p class="quiet">${t('downloaded', { n: places.items.length, time: time(places.at) })}</p>`}
      ${found.length === 0 && html`<p class="empty">${t(places.at ? 'no-places' : 'nothing-yet')}</p>`}
      <ul class="cards">
        ${found.slice(0, SHOWN).map((place) => html`
          <li key=${place.id}><button type="button" class="card" data-place=${place.id} disabled=${!lists.kinds?.[place.kind]} onClick=${() => begin(place)}>
            <span class="row"><i class=${'dot ' + place.colour} aria-hidden="true"></i><b>${place.name}</b><span class="gap"></span><span class="quiet">${place.kindName}</span></span>
            <span class="quiet">${place.address} · ${place.gridName}</span>
            ${records.some((one) => one.kind === 'INSPECTION' && one.state === 'DRAFT' && one.owner === me.id && one.about.placeId === place.id) && html`<span class="chip">${t('begun')}</span>`}
          </button></li>`)}
      </ul>
      ${found.length > SHOWN && html`<p class="quiet">${t('more-places', { n: found.length - SHOWN })}</p>`}
    </section>`;
}

export function Visit({ me, query }) {
  const record = useRecord(query.get('record'));
  const lists = useKept('checklists');
  if (record === undefined || !lists) return html`<p class="wait">${t('loading')}</p>`;
  const list = lists.items.find((one) => one.code === record?.about.checklistCode);
  if (record?.state !== 'DRAFT' || !list) return html`<p class="wait">${t('is-recorded')} <a href="#/queue">${t('tab.queue')}</a></p>`;
  return html`<${Form} me=${me} record=${record} list=${list} />`;
}

/** A newer list may have come meanwhile: items that this visit has answered already stay as they were. */
function Item({ item, number, record, given = {}, onChange }) {
  const answer = (value) => onChange({ ...given, answer: value });
  const set = (name, value) => onChange({ ...given, [name]: value });
  return html`
    <li class=${'item ' + (given.answer ?? '')} id=${'item-' + item.id}>
      <${Choice} name=${item.id} legend=${html`<span class="number">${number}</span> ${item.text}`} value=${given.answer} onChange=${answer}
        options=${[['PASS', t('answer.PASS')], ['FAIL', t('answer.FAIL')], ['NA', t('answer.NA')]]} />
      <small class="quiet">${item.basis}</small>
      ${given.answer === 'FAIL' && html`
        <${Text} name="note" form=${given} set=${set} label=${t('what-fails')} rows="2" />
        <${Photos} record=${record} item=${item.id} label=${t(item.photoNeeded ? 'photos-needed' : 'photos')} />
        <${Tick} name="fixed" form=${given} set=${set} label=${t('fixed')} />
        ${given.fixed && html`
          <${Text} name="fixedNote" form=${given} set=${set} label=${t('done-what')} rows="2" required />
          <${Photos} record=${record} field="after" item=${item.id} label=${t('photos-after')} />`}`}
    </li>`;
}

function Form({ me, record, list }) {
  const [form, set] = useForm(record);
  const answers = useRef(form.answers ?? {});
  const reasons = useKept('reasons')?.items ?? [];
  const grids = useKept('grids')?.items ?? [];
  const [missing, setMissing] = useState(null);
  const answered = list.items.filter((item) => answers.current[item.id]?.answer).length;
  const of = (action) => reasons.filter((one) => one.action === action).map((one) => [one.code, one.text]);
  const others = [...new Map(grids.flatMap((grid) => grid.workers).filter((one) => one.id !== me.id).map((one) => [one.id, one.name]))];
  const answer = (id, given) => {
    answers.current = { ...answers.current, [id]: given };
    set('answers', answers.current);
  };
  useEffect(() => setMissing(null), [form]);
  const submit = async (event) => {
    event.preventDefault();
    if (!form.position && !form.qr && !form.reason) return setMissing('needs-check-in');
    if (answered < list.items.length && !form.unanswered) return setMissing('needs-answers');
    if (!record.photos.some((one) => one.field === 'signature') && !form.refusal?.trim()) return setMissing('needs-signature');
    go('#/places');
    await queue(record.id);
    say(t('recorded'));
    return undefined;
  };
  return html`
    <form class="page visit" onSubmit=${submit}>
      <${Heading}>${record.about.title}<//>
      <p class="quiet">${record.about.address}<br />${list.name}</p>
      <${Mended} record=${record} />
      <fieldset class="where"><legend>${t('check-in')}</legend>
        <${Position} value=${form.position} onChange=${(position) => set('position', position)} />
        ${!form.position && html`
          <${Line} name="qr" form=${form} set=${set} label=${t('qr')} max="2000" />
          <${Select} name="reason" form=${form} set=${set} label=${t('why-no-proof')} options=${of('check-in')} />
          ${form.reason === 'OTHER' && html`<${Line} name="reasonText" form=${form} set=${set} label=${t('field.reason.text')} max="1000" required />`}`}
      </fieldset>
      ${list.inspectors > 1 && html`<${Select} name="second" form=${form} set=${set} label=${t('second')} options=${others} required />`}
      <p class="progress" role="status"><progress max=${list.items.length} value=${answered} aria-label=${t('answered', { n: answered, all: list.items.length })}></progress> ${t('answered', { n: answered, all: list.items.length })}</p>
      <ol class="items">
        ${list.items.map((item, index) => html`
          <${Item} key=${item.id} item=${item} number=${index + 1} record=${record} given=${answers.current[item.id]} onChange=${(given) => answer(item.id, given)} />`)}
      </ol>
      ${answered < list.items.length && html`
        <${Select} name="unanswered" form=${form} set=${set} label=${t('why-unanswered')} options=${of('unanswered')} />
        ${form.unanswered === 'OTHER' && html`<${Line} name="unansweredText" form=${form} set=${set} label=${t('field.reason.text')} max="1000" required />`}`}
      <fieldset class="where"><legend>${t('signature')}</legend>
        <${Signature} record=${record} />
        <${Text} name="refusal" form=${form} set=${set} label=${t('no-signature')} rows="2" />
      </fieldset>
      ${missing && html`<p class="problem" role="alert">${t(missing)}</p>`}
      <button class="main big">${t('end-visit')}</button>
      <button type="button" class="plain" onClick=${() => confirm(t('discard-sure')) && (go('#/places'), remove(record.id))}>${t('discard')}</button>
    </form>`;
}
