// Whatever address the window opens with, there is one page: where the person is stands in the state.

import type { Reroute } from "@sveltejs/kit";

export const reroute: Reroute = () => "/";
