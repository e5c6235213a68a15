// The types of the API, read off the description that the program makes of itself.
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
/** `Schema<"Account">` */
export type Schema<Name extends keyof Schemas> = Schemas[Name];
export type Permission = Schema<"WhoAmI">["permissions"][number];

export type Method = "get" | "post" | "put" | "patch" | "delete";
/** The paths that know the method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: unknown } ? P : never;
}[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: infer O } ? O : never;

type Of<T, Key extends string> = T extends { [K in Key]?: infer V } ? NonNullable<V> : never;
type PathOf<O> = Of<Of<O, "parameters">, "path">;
type QueryOf<O> = Of<Of<O, "parameters">, "query">;
type Content<T> = T extends { content: { "application/json": infer B } }
  ? B
  : T extends { content: { "application/octet-stream": unknown } }
    ? Blob
    : never;
type BodyOf<O> = O extends { requestBody: infer B } ? Content<B> : never;

type Given<Key extends string, T> = [T] extends [never] ? { [K in Key]?: undefined } : { [K in Key]: T };
type GivenIfNeeded<Key extends string, T> = [T] extends [never]
  ? { [K in Key]?: undefined }
  : Partial<T> extends T
    ? { [K in Key]?: T }
    : { [K in Key]: T };

export interface CallOptions {
  signal?: AbortSignal;
}
export type Call<P extends keyof paths, M extends Method> = CallOptions &
  Given<"path", PathOf<Operation<P, M>>> &
  GivenIfNeeded<"query", QueryOf<Operation<P, M>>> &
  Given<"body", BodyOf<Operation<P, M>>>;
/** The options may be left out where nothing in them is needed. */
export type Arguments<P extends keyof paths, M extends Method> =
  Partial<Call<P, M>> extends Call<P, M> ? [options?: Call<P, M>] : [options: Call<P, M>];

type Responses<O> = Of<O, "responses">;
type Success<R> = R extends { 200: infer T } ? T : R extends { 201: infer T } ? T : R extends { 204: unknown } ? void : never;
/** What a call answers; nothing for 204. */
export type Reply<P extends keyof paths, M extends Method> =
  Success<Responses<Operation<P, M>>> extends { content: unknown }
    ? Content<Success<Responses<Operation<P, M>>>>
    : void;

/** The paths of lists: their replies are pages. */
export interface Page<Row> {
  items: Row[];
  next?: string;
  total?: number;
  total_is_more?: boolean;
}
export type ListPath = {
  [P in PathWith<"get">]: Reply<P, "get"> extends { items: unknown[] } ? ("next" extends keyof Reply<P, "get"> ? P : never) : never;
}[PathWith<"get">];
export type RowOf<P extends ListPath> = Reply<P, "get"> extends { items: (infer Row)[] } ? Row : never;
export type QueryOfList<P extends ListPath> = QueryOf<Operation<P, "get">>;
export type PathParameters<P extends keyof paths> = PathOf<Operation<P, "get">>;
