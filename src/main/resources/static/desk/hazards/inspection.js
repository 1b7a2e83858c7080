// One inspection: who was there and how that is known, what was answered, and what came of it.
import { html, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { to } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Doubts, Fact, Panel, Photos, useFile } from '/desk/panel.js';
import { INSPECTION_STEPS } from '/desk/hazards/steps.js';

/** Its questions are in the version of the checklist that it keeps. */
function useItems(file) {
  const [items, setItems] = useState({});
  useEffect(() => {
    if (file) get(`/checklists/${file.checklistCode}?version=${file.checklistVersion}`).then((list) => setItems(Object.fromEntries(list.items.map((one) => [one.id, one.text]))), () => {});
  }, [file?.checklistCode, file?.checklistVersion]);
  return items;
}

const minutes = (iso) => {
  const [, hours = 0, mins = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(iso ?? '') ?? [];
  return Number(hours) * 60 + Number(mins);
};

const Answers = ({ answers, items }) => html`
  <ul class="answers">
    ${answers.map((one) => html`
      <li key=${one.itemId} class=${one.answer}><b>${t('answer.' + one.answer)}</b>
        <div>${items[one.itemId] ?? one.itemId}
          ${one.note && html`<br /><span class="found">${one.note}</span>`}
          ${one.fixedOnSpot && html`<br /><small>${t('fixed-on-spot')} ${one.fixedOnSpot.note}</small>`}
          <${Photos} ids=${[...(one.mediaIds ?? []), ...(one.fixedOnSpot?.mediaIds ?? [])]} /></div></li>`)}
  </ul>`;

export function InspectionPanel({ id, me, onClose }) {
  const { file, problem, read, setFile } = useFile('/inspections/' + id);
  const items = useItems(file);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const failed = file.answers.filter((one) => one.answer === 'FAIL');
  const others = file.answers.filter((one) => one.answer !== 'FAIL');
  const { checkIn, result } = file;
  return html`
    <${Panel} title=${file.place.name} small=${time(file.startedAt)} state=${t('inspection.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <p class="said">${file.checklistName}${result ? html` · ${t('result', { passed: result.passed, failed: result.failed })}` : ''}</p>
      ${checkIn.proof === 'REASON' && html`<p class="note">${t('not-proved')} ${checkIn.reason?.label ?? checkIn.reason?.code ?? ''} ${checkIn.reason?.text ?? ''}</p>`}
      ${file.abandoned && html`<p class="note">${file.abandoned.label ?? file.abandoned.code} ${file.abandoned.text}</p>`}
      <${Actions} kind=${INSPECTION_STEPS} file=${file} lines=${[]} me=${me} onDone=${setFile} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.place"><a href=${to('hazards/places', { place: file.placeId })}>${file.place.name}</a><br />${file.place.address} · ${file.gridName}<//>
        <${Fact} name="fact.inspectors">${together([file.inspector.name, file.secondInspector?.name])}<//>
        <${Fact} name="fact.presence">${t('proof.' + checkIn.proof)}${checkIn.distanceMetres != null ? ` · ${Math.round(checkIn.distanceMetres)} m` : ''}<//>
        <${Fact} name="fact.when">${time(file.startedAt)}${file.submittedAt ? ` – ${time(file.submittedAt)}` : ''}${file.dwell ? ` · ${t('minutes', { n: minutes(file.dwell) })}` : ''}<//>
        ${file.refusal && html`<${Fact} name="fact.refusal">${file.refusal.text}<//>`}
        ${file.taskId && html`<${Fact} name="fact.task"><a href=${to('hazards/tasks', { place: file.placeId, task: file.taskId })}>${t('the-task')}</a><//>`}
        ${result?.hazardIds.length > 0 && html`<${Fact} name="fact.hazards"><a href=${to('hazards', { queue: 'hz-all', inspection: id })}>${t('hazards-n', { n: result.hazardIds.length })}</a><//>`}
      </dl>
      ${file.signature && html`<h3>${t('signature')}</h3><${Photos} ids=${[file.signature.mediaId]} />`}
      <${Doubts} doubts=${file.doubts} />
      ${failed.length > 0 && html`<h3>${t('failed-items')}</h3><${Answers} answers=${failed} items=${items} />`}
      <details class="more"><summary>${t('other-items', { n: others.length })}</summary><${Answers} answers=${others} items=${items} /></details>
    <//>`;
}
