// The one place that names the library of the views: Preact with HTM, which needs no build and no eval.
export {
  html, render, createContext, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useContext,
} from '/_static/htm/3.1.1/preact/standalone.module.js';
