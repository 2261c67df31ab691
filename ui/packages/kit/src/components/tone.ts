/** How something stands: fine, worth a look, a person must act, or nothing to say yet. */
export type Tone = "good" | "care" | "stop" | "calm";
