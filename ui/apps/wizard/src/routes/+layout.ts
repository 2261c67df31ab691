// The window draws itself: there is no server that could.

export const ssr = false;
export const prerender = false;
