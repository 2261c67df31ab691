// Lists that come a page at a time.

import type { Answer } from "../../api/answer";

/** What was shown before, and the next page behind it. `rows` names the field that holds them. */
export function further<Rows extends string, Row, T extends Record<Rows, Row[]>>(
  before: T,
  answer: Answer<T>,
  rows: Rows,
): Answer<T> {
  return answer.ok ? { ok: true, value: { ...answer.value, [rows]: [...before[rows], ...answer.value[rows]] } } : answer;
}
