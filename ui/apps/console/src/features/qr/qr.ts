// A QR code that came as SVG text: only its dark squares are taken over, nothing that could act or load.

/** The dark squares as path data, and the square they lie in. */
export interface QrPath {
  viewBox: string;
  path: string;
}

const PATH = /^[MmLlHhVvZz0-9., \n-]+$/;
const BOX = /\sviewBox="([0-9.]+(?: [0-9.]+){3})"/;
const DARK = /^(#000|#000000|black)$/;

/** What is drawn in `svg`; `undefined` if it is not what a QR code looks like. */
export function qrPath(svg: string): QrPath | undefined {
  const viewBox = BOX.exec(svg)?.[1];
  const paths = elements(svg, "path").map((path) => attribute(path, "d"));
  const squares = elements(svg, "rect")
    .filter((rect) => DARK.test(attribute(rect, "fill")))
    .map(square);
  const path = [...paths, ...squares].join(" ");
  return viewBox !== undefined && PATH.test(path) ? { viewBox, path } : undefined;
}

function elements(svg: string, name: string): string[] {
  return svg.match(new RegExp(`<${name}\\s[^<>]*>`, "g")) ?? [];
}

function attribute(element: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1] ?? "";
}

function square(rect: string): string {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(attribute(rect, name)));
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}
