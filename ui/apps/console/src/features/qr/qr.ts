// A QR code that came as SVG text: only its dark strokes are taken over, nothing that could act or load.

/** The dark strokes as path data, one unit wide, and the square they lie in. */
export interface QrPath {
  viewBox: string;
  path: string;
}

const BOX = /^<svg [^<>]*viewBox="(0 0 [0-9]{1,3} [0-9]{1,3})"/;
const STROKES = /<path stroke="#000" d="([Mmh0-9. -]+)"\/><\/svg>$/;

/** What is drawn in `svg`; `undefined` if it is not what the collector draws. */
export function qrPath(svg: string): QrPath | undefined {
  const viewBox = BOX.exec(svg)?.[1];
  const path = STROKES.exec(svg)?.[1];
  return viewBox !== undefined && path !== undefined ? { viewBox, path } : undefined;
}
