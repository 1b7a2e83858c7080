// What was given up after too many tries: pushes that no phone took, and events that some part of the system could not deal with.
import { html, useState } from '/desk/view.js';
import { post } from '/desk/api.js';
import { t, time } from '/desk/words.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

function useStep(read) {
  const [said, setSaid] = useState(null);
  const step = async (path, body, done) => {
    try {
      const answer = await post(path, body);
      setSaid({ text: done(answer) });
      read();
    } catch (failure) {
      setSaid({ text: failure.code === 'network' ? t('network') : failure.message, wrong: true });
    }
  };
  return [said && html`<p class=${said.wrong ? 'problem' : 'quiet'} role="status">${said.text}</p>`, step];
}

export function Chapter() {
  const notices = useRows('/notices/parked');
  const events = useRows('/parked-events');
  const [saidOfNotices, resend] = useStep(notices.read);
  const [saidOfEvents, resume] = useStep(events.read);
  return html`
    <div class="sheets">
      <${Sheet} title=${t('parked.notices')} list=${notices} empty=${t('parked.none')} columns=${['what', 'caption', 'since', 'why', 'do'].map((one) => t('parked.' + one))}
        row=${(one) => html`<tr key=${one.id}><td>${t('notice.' + one.kind)}</td><td>${one.caption}</td><td>${time(one.parkedAt)}</td>
          <td>${one.givenUp.map((push) => `${push.deviceKind ?? ''} ${push.code ?? ''}`).join(', ')}</td>
          <td><button type="button" onClick=${() => resend(`/notices/${one.id}/actions/resend`, {}, () => t('parked.resent'))}>${t('parked.resend')}</button></td></tr>`}>${saidOfNotices}<//>
      <${Sheet} title=${t('parked.events')} list=${events} empty=${t('parked.none')} columns=${['what', 'of', 'since', 'tries', 'do'].map((one) => t('parked.' + one))}
        row=${(one) => html`<tr key=${one.source + one.id + one.consumer}><td>${one.consumer}</td><td>${one.source} ${one.id}</td><td>${time(one.parkedAt)}</td><td class="n">${one.attempts}</td>
          <td><button type="button" onClick=${() => resume('/parked-events/actions/resume?consumer=' + one.consumer, undefined, (answer) => t('parked.resumed', { n: answer.resumed }))}>${t('parked.resume')}</button></td></tr>`}>${saidOfEvents}<//>
    </div>`;
}
