// One case: what is known, what runs, why it came here, what was done, and what one may do now.
import { html, useCallback, useEffect, useRef, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { to } from '/desk/route.js';
import { t, time, together } from '/desk/words.js';
import { Deadlines, Doubts, Fact, Lazy, Panel, Photos } from '/desk/panel.js';
import { Actions } from '/desk/actions.js';
import { Presence } from '/desk/presence.js';
import { Where } from '/desk/where.js';
import { CASE_STEPS } from '/desk/casesteps.js';

function useCase(id) {
  const [file, setFile] = useState(null);
  const [lines, setLines] = useState([]);
  const [problem, setProblem] = useState(null);
  const read = useCallback(async () => {
    try {
      const [next, timeline] = await Promise.all([get('/cases/' + id), get(`/cases/${id}/timeline?limit=200`)]);
      setFile(next);
      setLines(timeline.items);
      setProblem(null);
    } catch (failure) {
      setProblem(failure);
    }
  }, [id]);
  const version = useRef(0);
  version.current = file?.version ?? 0;
  useEffect(() => {
    read();
    return onEvent(({ event, data }) => {
      if (event === 'resync' || (event === 'message' && data.id === id && data.version > version.current)) read();
    });
  }, [read]);
  return { file, lines, problem, read, setFile };
}

function Facts({ file }) {
  const { area, position } = file;
  return html`
    <dl class="facts">
      <${Fact} name="fact.place">${area.officeName} · ${area.gridName}${file.address && html`<br />${file.address}`}<//>
      <${Fact} name="fact.reporter">${file.reporter.name} · ${time(file.reportedAt)}<//>
      <${Fact} name="fact.desk">${file.desk.name}<//>
      ${file.assignment && html`<${Fact} name="fact.assignment">${[file.assignment.departmentName, file.assignment.assigneeName].filter(Boolean).join(' · ')}
        ${file.assignment.acceptedAt ? ` · ${t('accepted-at', { time: time(file.assignment.acceptedAt) })}` : ''}<//>`}
      ${file.filing && html`<${Fact} name="fact.filing">${file.filing.condition}<//>`}
      ${file.result && html`<${Fact} name="fact.result">${file.result.text}<//>`}
      ${position && html`<${Fact} name="fact.position">${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}${position.accuracyMetres ? ` ± ${Math.round(position.accuracyMetres)} m` : ''}<//>`}
    </dl>`;
}

const Routing = (answer) => html`
  <p>${answer.summary}</p>
  ${answer.workers.length > 0 && html`<p class="quiet">${t('workers')}: ${together(answer.workers.map((one) => one.name))}</p>`}
  <ol class="trace">
    ${answer.trace.map((step) => html`
      <li key=${step.row} class=${step.decides ? 'decides' : step.matched ? 'matched' : 'refused'}>
        <span>${step.sentence}</span>
        ${step.refusedBy && html`<small>${t('refused-by', { why: step.refusedBy.sentence })}</small>`}
        ${step.decides && html`<small>${t('decides')}</small>`}
      </li>`)}
  </ol>`;

const Candidates = (answer) => html`
  <ol class="candidates">
    ${answer.items.map((one) => html`
      <li key=${one.id}><b>${one.name}</b> ${one.warning && html`<i class="flag unclear">${one.warning.text}</i>`}
        <small>${one.reasons.map((reason) => reason.text).join('；')}</small></li>`)}
  </ol>`;

const Line = ({ line }) => html`
  <li>
    <time datetime=${line.at}>${time(line.at)}</time>
    <span><b>${t('action.' + line.action.toLowerCase().replaceAll('_', '-'))}</b> ${line.actor.name}${line.receiver ? ' → ' + line.receiver : ''}
      ${line.outcome && html` · ${t('outcome.' + line.outcome)}`}
      ${(line.reason?.label || line.reason?.text || line.text) && html`<br /><span class="quiet">${[line.reason?.label ?? line.reason?.code, line.reason?.text, line.text].filter(Boolean).join('：')}</span>`}
      <${Photos} ids=${line.mediaIds} />
    </span>
  </li>`;

const clocksOf = (file) => file.clocks.filter((clock) => clock.state !== 'STOPPED').map((clock) => [t('stage.' + clock.stage), clock.dueAt, clock.late]);

/** What was reported nearby of the same kind: the same matter, perhaps. */
const Similar = ({ file }) => file.position && html`
  <${Lazy} title=${t('similar')} path=${`/cases?limit=10&sort=-reportedAt&category=${file.category.code}&radius=300&near=${file.position.longitude},${file.position.latitude}`}>
    ${(page) => {
      const others = page.items.filter((one) => one.id !== file.id);
      return others.length === 0
        ? html`<p class="quiet">${t('similar-none')}</p>`
        : html`<ul class="candidates">${others.map((one) => html`
            <li key=${one.id}><a href=${to('desk', { queue: 'all', case: one.id })}>${one.number}</a> <i class=${'state ' + one.state}>${t('state.' + one.state)}</i>
              <small>${time(one.reportedAt)} ${one.description ?? ''}</small></li>`)}</ul>`;
    }}<//>`;

export function CasePanel({ id, me, onClose }) {
  const { file, lines, problem, read, setFile } = useCase(id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} label=${file.number} title=${file.category.name} small=${file.number} state=${t('state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <${Presence} id=${id} />
      ${file.unclear.map((one) => html`<p key=${one.code} class="note">${one.text}</p>`)}
      ${file.transfer && html`<p class="note">${t('offered', { from: file.transfer.fromOfficeName, to: file.transfer.toOfficeName })}</p>`}
      <p class="said">${file.description ?? t('no-description')}</p>
      <${Photos} ids=${file.media.map((one) => one.id)} />
      <${Deadlines} clocks=${clocksOf(file)} />
      <${Actions} kind=${CASE_STEPS} file=${file} lines=${lines} me=${me} onDone=${(next) => (setFile(next), read())} onReread=${read} />
      <${Facts} file=${file} />
      <${Where} position=${file.position} gridCode=${file.area.gridCode} layer="cases" name=${file.area.gridName} />
      <${Doubts} doubts=${file.doubts} />
      <${Lazy} title=${t('why-here')} path=${`/cases/${id}/routing`}>${Routing}<//>
      ${(me.roles.includes('DISPATCHER') || me.roles.includes('SUPERVISOR')) && html`
        <${Lazy} title=${t('candidates')} path=${`/cases/${id}/candidates`}>${Candidates}<//>`}
      <${Similar} file=${file} />
      <h3>${t('timeline')}</h3>
      <ol class="timeline">${[...lines].reverse().map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ol>
    <//>`;
}
