// Addresses of pages: what is chosen on a page stands in its address.

/** What is put behind the question mark. */
export type Asked = Record<string, string | boolean | undefined>;

/** An address with what is chosen there; what is undefined, empty or false is left out. */
export function addressWith(path: string, asked: Asked): string {
  const chosen = Object.entries(asked).filter(([, value]) => value !== undefined && value !== "" && value !== false);
  const params = new URLSearchParams(chosen.map(([name, value]) => [name, String(value)]));
  return params.size === 0 ? path : `${path}?${params}`;
}
