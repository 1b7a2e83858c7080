// One hazard: what is wrong and where, what runs, the notice, what was decided, what was done, and what one may do now.
import { html, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { to } from '/desk/route.js';
import { day, t, time } from '/desk/words.js';
import { Actions } from '/desk/actions.js';
import { Deadlines, Doubts, Fact, Panel, Photos, useFile } from '/desk/panel.js';
import { Where } from '/desk/where.js';
import { HAZARD_STEPS } from '/desk/hazards/steps.js';
import { Notice } from '/desk/hazards/notice.js';

const open = (file) => !['CLOSED', 'VOIDED', 'TRANSFERRED'].includes(file.state);

const clocksOf = (file) => [
  open(file) && file.dueAt && [t('clock.due'), file.dueAt, file.overdue],
  open(file) && file.majorDecision?.decideBy && [t('clock.decide'), file.majorDecision.decideBy, new Date(file.majorDecision.decideBy) < Date.now()],
  file.listing && !file.listing.endedAt && [t('clock.listed'), file.listing.until + 'T23:59:59+08:00', file.listing.until + 'T23:59:59+08:00' < new Date().toISOString()],
].filter(Boolean);

function Standing({ file }) {
  const { stopOrder, listing, majorDecision, acceptance } = file;
  return html`
    ${stopOrder && !stopOrder.liftedAt && html`<p class="note">${t('stopped-since', { time: time(stopOrder.at), by: stopOrder.by.name })} ${stopOrder.text}</p>`}
    ${listing && !listing.endedAt && html`<p class="note">${t('listed-until', { level: t('listing.' + listing.level), day: day(listing.until) })}</p>`}
    ${majorDecision && !majorDecision.decidedAt && file.level === 'SUSPECTED_MAJOR' && html`<p class="note">${t('flagged-by', { by: majorDecision.flaggedBy.name, time: time(majorDecision.flaggedAt) })}</p>`}
    ${acceptance && html`<p class="note">${t('accepted-by-' + acceptance.neededFrom, { by: acceptance.recheckedBy.name })}</p>`}`;
}

function Facts({ file }) {
  const { place, grade, majorDecision, fix } = file;
  return html`
    <dl class="facts">
      <${Fact} name="fact.place"><a href=${to('hazards/places', { place: file.placeId })}>${place.name}</a><br />${place.address} · ${file.gridName}<//>
      <${Fact} name="fact.found">${file.foundBy.name} · ${time(file.foundAt)}<br /><a href=${to('hazards/inspections', { inspection: file.inspectionId })}>${t('the-inspection')}</a><//>
      <${Fact} name="fact.grade">${grade.score} = ${grade.severity} × ${grade.likelihood} × ${grade.detectability}
        <br /><small>${t('grade-parts')}</small><//>
      <${Fact} name="fact.basis">${file.basis}<//>
      ${majorDecision?.decidedAt && html`<${Fact} name="fact.decision">${t(majorDecision.confirmed ? 'decided-major' : 'decided-general', { by: majorDecision.decidedBy.name, time: time(majorDecision.decidedAt) })}
        ${majorDecision.reason && html`<br />${majorDecision.reason.label ?? majorDecision.reason.code} ${majorDecision.reason.text}`}<//>`}
      ${fix && html`<${Fact} name="fact.fix">${fix.note}<br /><small>${fix.by.name} · ${time(fix.at)}</small><//>`}
      ${file.cost > 0 && html`<${Fact} name="fact.cost">¥ ${file.cost.toFixed(2)}<//>`}
      ${file.recurrences > 0 && html`<${Fact} name="fact.recurrences">${t('recurrences', { n: file.recurrences })}<//>`}
      ${file.caseId && html`<${Fact} name="fact.case"><a href=${to('desk', { queue: 'all', case: file.caseId })}>${file.caseNumber}</a><//>`}
    </dl>`;
}

const Plan = ({ plan }) => html`
  <details class="more"><summary>${t('plan-of-five')}</summary>
    <dl class="facts">${Object.entries(plan).map(([part, text]) => html`<div key=${part}><dt>${t('field.plan.' + part)}</dt><dd>${text}</dd></div>`)}</dl></details>`;

const Line = ({ line }) => html`
  <li>
    <time datetime=${line.at}>${time(line.at)}</time>
    <div><b>${t('hazard.action.' + line.action)}</b> ${line.actor.name}${line.dueAt ? ` · ${t('until', { time: time(line.dueAt) })}` : ''}
      ${(line.reason || line.text) && html`<br /><span class="quiet">${[line.reason?.label ?? line.reason?.code, line.reason?.text, line.text].filter(Boolean).join('：')}</span>`}
      <${Photos} ids=${line.mediaIds} />
    </div>
  </li>`;

/** The newest steps come with the hazard, those before them when somebody wants them. */
function Timeline({ file }) {
  const [older, setOlder] = useState([]);
  const [problem, setProblem] = useState(null);
  const lines = [...older.filter((line) => line.sequence < file.timeline[0].sequence), ...file.timeline];
  const missing = file.timelineLength - lines.length;
  const more = () => all(`/hazards/${file.id}/timeline`).then((items) => (setOlder(items), setProblem(null)), setProblem);
  return html`
    <ol class="timeline">${lines.reverse().map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ol>
    ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
    ${missing > 0 && html`<p class="buttons"><button type="button" data-action="earlier-steps" onClick=${more}>${t('earlier-steps', { n: missing })}</button></p>`}`;
}

export function HazardPanel({ id, me, onClose }) {
  const { file, problem, read, setFile } = useFile('/hazards/' + id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} label=${file.number} title=${file.place.name} small=${file.number} state=${t('hazard.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <${Standing} file=${file} />
      <p class="said"><i class=${'flag ' + (file.level === 'GENERAL' ? '' : file.level === 'MAJOR' ? 'urgent' : 'unclear')}>${t('hazard.level.' + file.level)}</i> ${t('should-be', { text: file.itemText })}</p>
      ${file.note && html`<p class="found">${file.note}</p>`}
      <${Photos} ids=${file.media.map((one) => one.id)} />
      <${Deadlines} clocks=${clocksOf(file)} />
      <${Actions} kind=${HAZARD_STEPS} file=${file} lines=${file.timeline} me=${me} onDone=${setFile} onReread=${read} />
      ${file.notice && html`<${Notice} id=${id} notice=${file.notice} />`}
      <${Facts} file=${file} />
      ${file.rectificationPlan && html`<${Plan} plan=${file.rectificationPlan} />`}
      <${Where} position=${file.place.longitude == null ? null : file.place} gridCode=${file.gridCode} layer="hazards" name=${file.place.name} />
      <${Doubts} doubts=${file.doubts} />
      <h3>${t('timeline')}</h3>
      <${Timeline} key=${file.id} file=${file} />
    <//>`;
}
