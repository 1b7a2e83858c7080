// Where one is stands in the address: it can be kept, sent, and gone back to.
import { useEffect, useState } from '/desk/view.js';

function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { page: path || 'desk', query: new URLSearchParams(query) };
}

export function useRoute() {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const changed = () => setRoute(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

/** The address with some of its parameters changed; null takes one away, a list is one with commas. */
export function address(route, changes) {
  const query = new URLSearchParams(route.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '' || value.length === 0) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString().replaceAll('%2C', ',');
  return `#/${route.page}${text ? '?' + text : ''}`;
}

export const go = (to) => { location.hash = to; };
