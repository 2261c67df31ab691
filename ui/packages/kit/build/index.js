// What the builds of both apps share.

export { pseudoLocales } from "./pseudo.js";
export { withoutInlineScripts, withoutInlineStyles } from "./strict-csp.js";
