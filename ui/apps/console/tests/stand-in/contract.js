// Whether what the stand-in answers is what the collector's own document says: a page that is only tried against another
// shape is not tried.

import { readFileSync } from "node:fs";

/** @typedef {{ [word: string]: any }} Schema */

/** @type {{ paths: Record<string, Record<string, Schema>>, components: { schemas: Record<string, Schema> } }} */
const DOCUMENT = JSON.parse(readFileSync(new URL("../../../../packages/api/openapi.json", import.meta.url), "utf8"));

/**
 * What an answer has that the document does not, or the other way round, one line each.
 *
 * @param {string} method
 * @param {string} path
 * @param {number} status
 * @param {unknown} body
 * @returns {string[]}
 */
export function complaintsAbout(method, path, status, body) {
  const route = Object.keys(DOCUMENT.paths).find((each) => new RegExp(`^${each.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`).test(path));
  const responses = DOCUMENT.paths[route ?? ""]?.[method.toLowerCase()]?.["responses"];
  const response = responses?.[status] ?? responses?.["default"];
  if (response === undefined) {
    return [`${method} ${path} is not in the document`];
  }
  const schema = response.content?.["application/json"]?.schema;
  return schema === undefined ? [`${method} ${path} ${status} has no body`] : differences(schema, body, `${method} ${route}`);
}

/**
 * @param {Schema} schema
 * @param {any} value
 * @param {string} place
 * @returns {string[]}
 */
function differences(schema, value, place) {
  if (schema["$ref"] !== undefined) {
    const named = DOCUMENT.components.schemas[schema["$ref"].split("/").at(-1)];
    return named === undefined ? [`${place}: ${schema["$ref"]} is nowhere`] : differences(named, value, place);
  }
  const ways = schema["oneOf"] ?? schema["anyOf"];
  if (ways !== undefined) {
    const all = ways.map((/** @type {Schema} */ way) => differences(way, value, place));
    return all.find((/** @type {string[]} */ found) => found.length === 0) ?? all.at(-1);
  }
  const types = [schema["type"] ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    return [`${place}: ${JSON.stringify(value)} is no ${types.join(" or ")}`];
  }
  if (schema["enum"] !== undefined && !schema["enum"].includes(value)) {
    return [`${place}: ${JSON.stringify(value)} is none of ${schema["enum"]}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((each, at) => differences(schema["items"] ?? {}, each, `${place}[${at}]`));
  }
  return value !== null && typeof value === "object" ? insideDifferences(schema, value, place) : [];
}

/**
 * @param {Schema} schema
 * @param {Record<string, unknown>} value
 * @param {string} place
 * @returns {string[]}
 */
function insideDifferences(schema, value, place) {
  const parts = (schema["allOf"] ?? []).map((/** @type {Schema} */ part) => resolved(part));
  const properties = Object.assign({}, schema["properties"], ...parts.map((/** @type {Schema} */ part) => part["properties"]));
  const required = [schema, ...parts].flatMap((part) => part["required"] ?? []);
  const others = schema["additionalProperties"];
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${place}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, inside]) => {
    const known = properties[name] ?? (typeof others === "object" ? others : undefined);
    if (inside === undefined || (known === undefined && others !== undefined && others !== false)) {
      return [];
    }
    return known === undefined ? [`${place}.${name} is not in the document`] : differences(known, inside, `${place}.${name}`);
  });
  return [...missing, ...wrong];
}

/** @param {Schema} schema @returns {Schema} */
function resolved(schema) {
  return schema["$ref"] === undefined ? schema : (DOCUMENT.components.schemas[schema["$ref"].split("/").at(-1)] ?? {});
}

/** @param {string} type @param {unknown} value */
function isOf(type, value) {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return value !== null && typeof value === "object" && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
