// The icons that carry a meaning of ours. A page may import more straight from Lucide.

export type { LucideIcon } from "@lucide/svelte";
export { default as IconBack } from "@lucide/svelte/icons/chevron-left";
export { default as IconCalm } from "@lucide/svelte/icons/circle-dashed";
export { default as IconCare } from "@lucide/svelte/icons/triangle-alert";
export { default as IconForward } from "@lucide/svelte/icons/chevron-right";
export { default as IconGood } from "@lucide/svelte/icons/circle-check";
export { default as IconNotShared } from "@lucide/svelte/icons/eye-off";
export { default as IconOffline } from "@lucide/svelte/icons/wifi-off";
export { default as IconStop } from "@lucide/svelte/icons/circle-x";
export { default as IconUnclear } from "@lucide/svelte/icons/circle-question-mark";
