/** Where something stands in an object: names of fields and indexes of lists. */
export type Place = readonly (string | number)[];

/** The place as text, such as `spec.containers[0].resources.limits.memory`. */
export function placeText(place: Place): string {
  const text = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

/** The place as a JSON pointer (RFC 6901). */
export function pointerTo(place: Place): string {
  return place.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
