// A QR code that came as SVG text: only its dark squares are taken over, nothing that could act or load.

/** The dark squares as path data, and the square they lie in. */
export interface QrPath {
  viewBox: string;
  path: string;
}

const PATH = /^[MmLlHhVvZz0-9.,\s-]+$/;
const BOX = /^[0-9.]+( [0-9.]+){3}$/;

/** What is drawn in `svg`; `undefined` if it is not what a QR code looks like. */
export function qrPath(svg: string): QrPath | undefined {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const viewBox = root.getAttribute("viewBox") ?? "";
  const paths = [...root.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? "");
  const squares = [...root.querySelectorAll("rect")].filter(isDark).map(square);
  const path = [...paths, ...squares].join(" ");
  return root.localName === "svg" && BOX.test(viewBox) && PATH.test(path) ? { viewBox, path } : undefined;
}

function isDark(rect: Element): boolean {
  return /^(#000(000)?|black)$/.test(rect.getAttribute("fill") ?? "");
}

function square(rect: Element): string {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}
