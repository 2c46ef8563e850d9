import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId: string;
  readonly security: object[];
  readonly parameters?: { readonly name: string }[];
}
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
  readonly components: { readonly schemas: object };
}

export interface AsyncApi {
  readonly channels: { readonly socket: { readonly messages: object } };
  readonly operations: Readonly<Record<string, object>>;
  readonly components: { readonly messages: object; readonly schemas: object };
}

export interface Schemas {
  readonly names: string[];
  /** What is wrong with it, one line each. `name` is one of `names`, or '' for the document itself. */
  problems(name: string, value: unknown): string[];
}

/** Of the document `/api/docs/socket.json`. */
export function compileSocket(document: unknown): Schemas {
  const { $id, $defs } = document as { $id: string; $defs: object };
  return compile(document as object, $id, '#/$defs/', Object.keys($defs));
}

/** Of the components of `/api/docs/openapi.json`. A name with a slash is a JSON pointer into the document. */
export function compileHttp(document: OpenApi): Schemas {
  const id = 'urn:test:openapi';
  const { paths, components } = document;
  const names = Object.keys(components.schemas);
  return compile({ $id: id, paths, components }, id, '#/components/schemas/', names);
}

/** Of the document `/api/docs/asyncapi.json`. */
export function compileAsync({ components }: AsyncApi): Schemas {
  const id = 'urn:test:asyncapi';
  const { schemas } = components;
  return compile({ $id: id, components: { schemas } }, id, '#/components/schemas/', Object.keys(schemas));
}

/** The pointer to what an operation answers with 200. */
export const answerOf = (path: string, method: 'get' | 'post', type = 'application/json'): string =>
  `#/paths/${escape(path)}/${method}/responses/200/content/${escape(type)}/schema`;

const escape = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

function compile(document: object, id: string, folder: string, names: string[]): Schemas {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(['x-level', 'paths', 'components']);
  ajv.addSchema(document);
  return {
    names,
    problems(name, value) {
      const pointer = name === '' ? '' : name.startsWith('#') ? name : folder + name;
      const check = ajv.getSchema(id + pointer);
      if (!check) throw new Error(`There is no schema ${pointer}`);
      void check(value);
      return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    },
  };
}
