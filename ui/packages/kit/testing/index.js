// What tests of pages in a real browser need, for both apps.

export { startChromium } from "./browser.js";
export {
  assertAccessible,
  assertContrast,
  assertFitsWidth,
  assertNothingCut,
  assertNothingMoves,
  assertTargetsAtLeast,
  complaintsOf,
} from "./page.js";
export { serve } from "./serve.js";
export { Suite } from "./suite.js";
export { requireWebKit, startWebKit, WebKitPage } from "./webkit.js";
