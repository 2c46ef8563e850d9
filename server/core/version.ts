/** `1.2.3`, or `1.2.3-beta.1`, which comes before `1.2.3`. */
const VERSION = /^(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?$/;

/** Whether one version comes after another. What is no version comes after none. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (!a || !b) return false;
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** Of what comes before a version only that it does counts. */
function partsOf(version: string): number[] | null {
  const [, major, minor, patch, before] = VERSION.exec(version) ?? [];
  if (patch === undefined) return null;
  return [Number(major), Number(minor), Number(patch), before === undefined ? 1 : 0];
}
