import type { Params } from '../protocol/actions.ts';
import type { EXPORT_LISTS } from '../protocol/export-shapes.ts';

type Data = Params<'data.import'>['data'];
type ListName = keyof typeof EXPORT_LISTS;

/** The params of `data.import`; its lists may be too long to be there all at once. */
export interface ImportParams {
  readonly data: Omit<Data, ListName> & { readonly [L in ListName]: Iterable<Data[L][number]> };
}
