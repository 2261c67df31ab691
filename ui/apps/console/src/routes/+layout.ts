// Everything is drawn in the browser, from what the collector answers.

export const ssr = false;
export const prerender = false;
