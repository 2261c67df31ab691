// Texts: the catalogue, the current language, and points in time.

export { type Args, Catalogue, type Complain } from "./catalogue";
export { type Moment, moment, regional } from "./dates";
export { Speaker, setSpeaker, useSpeaker } from "./speaker.svelte";
