// What every panel of one thing has: its frame, its facts, photos, what is asked for only when wanted, and reading it anew.
import { html, useCallback, useEffect, useRef, useState } from '/desk/view.js';
import { get, picture } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { distance, t, time } from '/desk/words.js';

/** The thing at a path of the API, read again when the feed tells of a newer version of it. */
export function useFile(path) {
  const [file, setFile] = useState(null);
  const [problem, setProblem] = useState(null);
  const read = useCallback(() => get(path).then((next) => (setFile(next), setProblem(null)), setProblem), [path]);
  const version = useRef(0);
  version.current = file?.version ?? 0;
  useEffect(() => {
    read();
    return onEvent(({ event, data }) => {
      if (event === 'resync' || (event === 'message' && path.endsWith(data.id) && data.version > version.current)) read();
    });
  }, [read]);
  return { file, problem, read, setFile };
}

/** Escape closes it; who opens it with the keyboard is in it. */
export function Panel({ label, title, small, state, stateClass = '', onClose, problem, children }) {
  const head = useRef(null);
  useEffect(() => {
    const close = (event) => event.key === 'Escape' && !event.defaultPrevented && onClose();
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [onClose]);
  useEffect(() => head.current?.focus(), [Boolean(title)]);
  if (!title) {
    return html`<article class="case" aria-busy=${!problem}>
      ${problem ? html`<p class="problem" role="alert">${problem.message} <button type="button" onClick=${onClose}>${t('close')}</button></p>` : html`<p class="wait">${t('loading')}</p>`}</article>`;
  }
  return html`
    <article class="case" aria-label=${label ?? title}>
      <header>
        <button type="button" class="plain back" onClick=${onClose} aria-label=${t('close')}>✕</button>
        <h2 tabindex="-1" ref=${head}>${title} <small>${small}</small></h2>
        ${state && html`<i class=${'state ' + stateClass}>${state}</i>`}
      </header>
      <div class="scroll">${children}</div>
    </article>`;
}

/** Those that are shown now, by their paths: the same one may stand in several places, and comes once. */
const shown = new Map();

function borrow(path) {
  const one = shown.get(path) ?? { users: 0, url: picture(path) };
  shown.set(path, one);
  one.users++;
  return one;
}

function giveBack(path, one) {
  if (--one.users > 0) return;
  shown.delete(path);
  one.url.then(URL.revokeObjectURL, () => {});
}

export function Photo({ path }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    let wanted = true;
    const one = borrow(path);
    one.url.then((next) => wanted && setUrl(next), () => {});
    return () => ((wanted = false), giveBack(path, one));
  }, [path]);
  return url && html`<a href=${url} target="_blank" rel="noopener"><img src=${url} alt=${t('photo')} /></a>`;
}

export const Photos = ({ ids }) => ids?.length > 0 && html`
  <div class="photos">${ids.map((id) => html`<${Photo} key=${id} path=${`/media/${id}`} />`)}</div>`;

export const Fact = ({ name, children }) => html`<div><dt>${t(name)}</dt><dd>${children}</dd></div>`;

/** Clocks are [name, when it is due, whether it is late]; one without a time is not shown. */
export function Deadlines({ clocks }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  return clocks.length > 0 && html`
    <ul class="clocks">
      ${clocks.map(([name, dueAt, late]) => html`
        <li key=${name} class=${late ? 'hot' : ''}><span>${name}</span><b>${dueAt ? distance(dueAt) : t('paused')}</b><small>${time(dueAt)}</small></li>`)}
    </ul>`;
}

/** Asked for only when somebody wants to know. */
export function Lazy({ title, path, load = get, children }) {
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState(null);
  const opened = (event) => event.target.open && !answer && load(path).then(setAnswer, setProblem);
  return html`
    <details class="more" onToggle=${opened}>
      <summary>${title}</summary>
      ${problem && html`<p class="problem">${problem.message}</p>`}
      ${answer && children(answer)}
    </details>`;
}

export const Doubts = ({ doubts }) => doubts.length > 0 && html`
  <details class="more"><summary>${t('doubts', { n: doubts.length })}</summary>
    <ul>${doubts.map((doubt, at) => html`<li key=${at}>${doubt.text} <small>${doubt.given}</small></li>`)}</ul></details>`;
