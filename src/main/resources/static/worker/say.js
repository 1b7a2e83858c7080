// One place from which a screen reader hears what happened, and where it is seen for a moment.
import { html, useEffect, useState } from '/desk/view.js';

const listeners = new Set();
export const say = (text) => listeners.forEach((listener) => listener(text));

export function Said() {
  const [text, setText] = useState('');
  useEffect(() => {
    let timer;
    const hear = (next) => {
      setText(next);
      clearTimeout(timer);
      timer = setTimeout(() => setText(''), 6_000);
    };
    listeners.add(hear);
    return () => listeners.delete(hear);
  }, []);
  return html`<div class=${'said-now' + (text ? '' : ' hidden')} role="status">${text}</div>`;
}
