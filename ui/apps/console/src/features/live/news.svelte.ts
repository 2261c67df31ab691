// What a page does when something happens at the collector.

import { useLive } from "./live.svelte";
import { paced } from "./pace";

const PAUSE_MS = 200;

/** Runs `read` after every happening, as long as the component is there. Call it while the component is made. */
export function onNews(read: () => Promise<void>): void {
  const live = useLive();
  $effect(() => {
    const news = paced(read, PAUSE_MS);
    const deaf = live.listen(() => news.call());
    return () => {
      deaf();
      news.stop();
    };
  });
}
