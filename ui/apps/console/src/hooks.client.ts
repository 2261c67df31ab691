// What becomes of an error that nothing caught: it is a fault, except for an address that leads nowhere.

import type { HandleClientError } from "@sveltejs/kit";

export const handleError: HandleClientError = ({ error, status }) => {
  if (status !== 404) {
    console.error(error);
  }
};
