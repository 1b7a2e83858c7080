// Where one is stands in the address: it can be kept, sent, and gone back to. `#/page/part/part?name=value`
import { useEffect, useState } from '/desk/view.js';

function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, ...parts] = (path || 'desk').split('/');
  return { path: path || 'desk', page, parts, query: new URLSearchParams(query) };
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
  return `#/${route.path}${text ? '?' + text : ''}`;
}

/** The address of a page, without what the present one has. */
export const to = (path, changes = {}) => address({ path, query: new URLSearchParams() }, changes);

export const go = (to) => { location.hash = to; };
