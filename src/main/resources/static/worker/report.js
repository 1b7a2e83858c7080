// A report: what, where, photos. It is a draft from the first letter on.
import { html, useEffect, useState } from '/desk/view.js';
import { t } from '/desk/words.js';
import { go } from '/desk/route.js';
import { records, remove } from '/worker/store.js';
import { draft, queue } from '/worker/outbox.js';
import { Heading, Line, Mended, Text, Tick, useForm, useRecord } from '/worker/forms.js';
import { Photos } from '/worker/photos.js';
import { Grid, Position } from '/worker/position.js';
import { useKept } from '/worker/kept.js';
import { say } from '/worker/say.js';

let making = null;

/** The draft that was begun, or a new one; one of them, however often it is asked for at once. */
function begun(me) {
  making ??= records()
    .then((all) => all.find((one) => one.owner === me.id && one.kind === 'REPORT' && one.state === 'DRAFT' && !one.mended) ?? draft(me.id, 'REPORT', {}))
    .finally(() => (making = null));
  return making;
}

export function Report({ me, id }) {
  const [found, setFound] = useState(id);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!id) begun(me).then((record) => setFound(record.id));
  }, [id, turn]);
  return found && html`<${Open} key=${found} id=${found} listed=${!!id} onNext=${() => (id ? go('#/report') : setTurn(turn + 1))} />`;
}

function Open({ id, listed, onNext }) {
  const record = useRecord(id);
  if (record === undefined) return html`<p class="wait">${t('loading')}</p>`;
  if (record?.state !== 'DRAFT') return html`<p class="wait">${t('is-recorded')} <a href="#/queue">${t('tab.queue')}</a></p>`;
  return html`<${Form} record=${record} listed=${listed} onNext=${onNext} />`;
}

function Form({ record, listed, onNext }) {
  const [form, set] = useForm(record);
  const [missing, setMissing] = useState(null);
  const categories = useKept('categories')?.items ?? [];
  const submit = async (event) => {
    event.preventDefault();
    if (!form.position && !form.gridCode) return setMissing('needs-place');
    if (!form.description?.trim() && record.photos.length === 0) return setMissing('needs-words');
    if (form.settled && !form.result?.trim()) return setMissing('needs-result');
    // Who comes from the list leaves at once, and is not taken from wherever they are when it is stored.
    if (listed) onNext();
    await queue(record.id);
    say(t('recorded'));
    if (!listed) onNext();
    return undefined;
  };
  const chosen = categories.find((one) => one.code === form.categoryCode);
  return html`
    <form class="page" onSubmit=${submit}>
      <${Heading}>${t(record.mended ? 'mend-report' : 'new-report')}<//>
      <${Mended} record=${record} />
      <${Text} name="description" form=${form} set=${set} label=${t('what')} />
      <${Photos} record=${record} />
      <fieldset class="where"><legend>${t('where')}</legend>
        <${Position} value=${form.position} onChange=${(position) => set('position', position)} />
        ${!form.position && html`<${Grid} value=${form.gridCode} onChange=${(code) => set('gridCode', code)} />`}
        <${Line} name="address" form=${form} set=${set} label=${t('address')} />
      </fieldset>
      <${Line} name="categoryCode" form=${form} set=${set} label=${t('category')} list="categories" max="40" />
      ${chosen && html`<p class="quiet">${chosen.name}</p>`}
      <datalist id="categories">${categories.map((one) => html`<option key=${one.code} value=${one.code}>${one.name}</option>`)}</datalist>
      <${Tick} name="urgent" form=${form} set=${set} label=${t('urgent')} />
      <${Tick} name="settled" form=${form} set=${set} label=${t('settled')} />
      ${form.settled && html`<${Text} name="result" form=${form} set=${set} label=${t('done-what')} required />`}
      ${missing && html`<p class="problem" role="alert">${t(missing)}</p>`}
      <button class="main big">${t('record')}</button>
      <button type="button" class="plain" onClick=${() => confirm(t('discard-sure')) && remove(record.id).then(onNext)}>${t('discard')}</button>
    </form>`;
}
