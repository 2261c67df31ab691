/** Fluent files of made-up languages by path; empty in the shipped build. */
declare module "virtual:pseudo-locales" {
  const files: Record<string, string>;
  export default files;
}
