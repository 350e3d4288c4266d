// What a click on a column's heading does to the order.

export type GridSort<Key extends string = string> = { readonly key: Key; readonly descending: boolean };

/**
 * The order after a click on `key`.
 *
 * A plain click orders by this column alone, a second one turns it round. With Shift the column is
 * added behind the others; a third click with Shift takes it out again.
 */
export function nextSort<Key extends string>(
  sort: readonly GridSort<Key>[],
  key: Key,
  descendingFirst: boolean,
  add: boolean,
): GridSort<Key>[] {
  const now = sort.find((one) => one.key === key);
  if (!add) {
    const only = sort.length === 1 && now !== undefined;
    return [{ key, descending: only ? !now.descending : descendingFirst }];
  }
  if (now === undefined) return [...sort, { key, descending: descendingFirst }];
  if (now.descending !== descendingFirst && sort.length > 1) return sort.filter((one) => one.key !== key);
  return sort.map((one) => (one.key === key ? { key, descending: !one.descending } : one));
}
