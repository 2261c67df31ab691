// The wire types, generated from the Rust contract.

export type * from "./contract";
