// One plan or campaign with how far it has come, and one task of it.
import { html } from '/desk/view.js';
import { to } from '/desk/route.js';
import { day, t, time, together } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Deadlines, Fact, Panel, useFile } from '/desk/panel.js';
import { nameOf } from '/desk/hazards/sources.js';
import { CAMPAIGN_STEPS, PLAN_STEPS, TASK_STEPS } from '/desk/hazards/steps.js';

/** A period in words; days by the calendar as they were written. */
const rhythm = (text) => {
  const [, n, unit] = /^P(\d+)([DWMY])$/.exec(text) ?? [];
  return !unit ? text : t((n === '1' ? 'each.' : 'every.') + unit, { n });
};

const chosen = (selection, { offices, kinds }) => together([
  ...(selection?.areas ?? []).map((code) => nameOf(offices, code)),
  ...(selection?.kinds ?? []).map((code) => nameOf(kinds, code)),
  ...(selection?.colours ?? []).map((colour) => t('colour.' + colour)),
]) || t('all-places');

const Bar = ({ count }) => html`<progress max=${Math.max(count.target, count.done, 1)} value=${count.done}>${count.done}</progress>`;

function Progress({ id }) {
  const { file, problem } = useFile(`/campaigns/${id}/progress`);
  if (!file) return problem && html`<p class="problem">${problem.message}</p>`;
  const row = (name, count) => html`
    <tr key=${name}><th scope="row">${name}</th><td><${Bar} count=${count} /></td>
      ${['target', 'done', 'open', 'missed', 'skipped', 'failedItems'].map((one) => html`<td key=${one} class="n">${count[one]}</td>`)}</tr>`;
  return html`
    <h3>${t('progress')}</h3>
    <div class="wide"><table>
      <thead><tr><th scope="col">${t('filter.office')}</th><th scope="col">${t('progress')}</th>
        ${['target', 'done', 'open', 'missed', 'skipped', 'failedItems'].map((one) => html`<th key=${one} scope="col" class="n">${t('count.' + one)}</th>`)}</tr></thead>
      <tbody>${file.offices.map((one) => row(one.officeName, one.count))}</tbody>
      <tfoot>${row(t('total'), file.total)}</tfoot>
    </table></div>
    ${file.stragglers.length > 0 && html`
      <h3>${t('stragglers')}</h3>
      <ul class="plainly">${file.stragglers.slice(0, 20).map((one) => html`<li key=${one.taskId}>
        <a href=${to('hazards/tasks', { plan: id, task: one.taskId })}>${one.placeName}</a> <small>${t('until', { time: time(one.dueAt) })}</small></li>`)}</ul>
      ${file.stragglers.length > 20 && html`<p><a href=${to('hazards/tasks', { plan: id, state: 'PLANNED,DUE,STARTED' })}>${t('all-tasks')}</a></p>`}`}`;
}

export function PlanPanel({ id, kind, me, names, onClose }) {
  const steps = kind === 'campaign' ? CAMPAIGN_STEPS : PLAN_STEPS;
  const { file, problem, read, setFile } = useFile(`${steps.path}/${id}`);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${file.name} small=${file.theme} state=${t('plan.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <${Actions} kind=${steps} file=${file} lines=${[]} me=${me} onDone=${setFile} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.when">${day(file.from)} – ${day(file.to)}<//>
        <${Fact} name="fact.checklist">${nameOf(names.checklists, file.checklistCode)}<//>
        <${Fact} name="fact.selection">${chosen(file.selection, names)}<//>
        <${Fact} name="fact.made-by">${file.createdBy.name} · ${day(file.createdAt)}<//>
        ${kind === 'plan' && html`<${Fact} name="fact.rhythm">${['RED', 'ORANGE', 'YELLOW', 'BLUE'].filter((one) => file.rhythm[one]).map((one) => html`
          <span key=${one} class="rhythm"><i class=${'risk ' + one}>${t('colour.' + one)}</i> ${rhythm(file.rhythm[one])}</span>`)}<//>`}
        <${Fact} name="fact.tasks"><a href=${to('hazards/tasks', { plan: id })}>${t('all-tasks')}</a><//>
      </dl>
      ${kind === 'campaign' && file.state !== 'DRAFT' && html`<${Progress} key=${file.version} id=${id} />`}
      ${file.closingReport && html`<h3>${t('closing-report')}</h3><p class="report">${file.closingReport}</p>`}
    <//>`;
}

export function TaskPanel({ id, me, onClose }) {
  const { file, problem, read, setFile } = useFile('/inspection-tasks/' + id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const waiting = ['PLANNED', 'DUE', 'STARTED'].includes(file.state);
  return html`
    <${Panel} title=${file.placeName} small=${file.planName} state=${t('task.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <${Deadlines} clocks=${waiting ? [[t('clock.inspect'), file.dueAt, file.overdue]] : []} />
      <${Actions} kind=${TASK_STEPS} file=${file} lines=${[]} me=${me} onDone=${setFile} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.place"><a href=${to('hazards/places', { place: file.placeId })}>${file.placeName}</a><br />${file.address} · ${file.gridName}<//>
        <${Fact} name="fact.plan"><a href=${file.planKind === 'CAMPAIGN' ? to('hazards/campaigns', { campaign: file.planId }) : to('hazards/plans', { plan: file.planId })}>${file.planName}</a><//>
        <${Fact} name="fact.opens">${day(file.opensAt)}<//>
        ${file.doneAt && html`<${Fact} name="fact.done">${time(file.doneAt)}${file.late ? ` · ${t('late')}` : ''}<//>`}
        ${file.inspectionId && html`<${Fact} name="fact.inspection"><a href=${to('hazards/inspections', { inspection: file.inspectionId })}>${t('the-inspection')}</a><//>`}
        ${file.skippedBecause && html`<${Fact} name="fact.skipped">${file.skippedBecause}<//>`}
      </dl>
    <//>`;
}
