// Texts in the reader's language. The server says its own; these are the page's.

const LANGUAGES = ['zh-CN', 'en'];
let words = {};

export const language = () => document.documentElement.lang;

/** The words of a page, which come with it. */
export async function learn(folder) {
  Object.assign(words, await (await fetch(`${folder}/words/${language()}.json`)).json());
}

export async function speak(next) {
  const chosen = LANGUAGES.includes(next) ? next : localStorage.getItem('wangge-language') ?? guess();
  words = await (await fetch(`/desk/words/${chosen}.json`)).json();
  document.documentElement.lang = chosen;
  localStorage.setItem('wangge-language', chosen);
  document.title = t('title');
}

const guess = () => (navigator.language.startsWith('en') ? 'en' : 'zh-CN');

/** `{n}` is a value; `{n|hazard|hazards}` the word that goes with one of them and with any other number. */
export function t(key, values = {}) {
  const text = (words[key] ?? key).replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (whole, name, one, many) => (values[name] === 1 ? one : many));
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const formats = () => new Intl.DateTimeFormat(language(), {
  timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false,
});

export const time = (iso) => (iso ? formats().format(new Date(iso)) : '');

export const day = (iso) => (iso ? new Intl.DateTimeFormat(language(), { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric' }).format(new Date(iso)) : '');

/** Several things in one line. */
export const together = (items) => items.filter(Boolean).join(language() === 'en' ? ', ' : '、');

const code = (path) => path.split('/').pop();

/** Areas or departments, by their paths or codes, as they are called in a list of choices; the code of one that is not in it. */
export const called = (paths, choices) => together(paths.map((path) => choices.find(([one]) => code(one) === code(path))?.[1] ?? code(path)));

/** How far away a time is, in the largest unit that says enough. */
export function distance(iso, now = Date.now()) {
  const minutes = Math.round((new Date(iso) - now) / 60_000);
  const far = Math.abs(minutes);
  const text = far < 60 ? t('minutes', { n: far }) : far < 2880 ? t('hours', { n: Math.round(far / 60) }) : t('days', { n: Math.round(far / 1440) });
  return minutes < 0 ? t('late-by', { time: text }) : t('left', { time: text });
}
