// The kit: accessible components, icons and texts that both apps share.

export { default as Button } from "./components/Button.svelte";
export { default as Card } from "./components/Card.svelte";
export { default as Checkbox } from "./components/Checkbox.svelte";
export { default as Details } from "./components/Details.svelte";
export { default as ErrorSummary } from "./components/ErrorSummary.svelte";
export { default as FactList } from "./components/FactList.svelte";
export { default as House } from "./components/House.svelte";
export { default as Icon } from "./components/Icon.svelte";
export { default as Note } from "./components/Note.svelte";
export { default as PageHeader } from "./components/PageHeader.svelte";
export { default as Progress } from "./components/Progress.svelte";
export { default as Spinner } from "./components/Spinner.svelte";
export { default as Tag } from "./components/Tag.svelte";
export { default as TextField } from "./components/TextField.svelte";
export * from "./components/icons";
export type { Tone } from "./components/tone";
export * from "./text";
