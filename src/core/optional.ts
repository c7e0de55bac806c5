/** A field that may be absent, `undefined` or `null`, all of which mean unset. No upstream counterpart; internal. */
export type Opt<T> = T | null | undefined;

/** A time as clients hold it: RFC 3339 text, a `Date`, or milliseconds since the epoch. Upstream: `apimachinery/pkg/apis/meta/v1`, `Time`. */
export type TimeLike = string | number | Date;

/** An integer as JSON clients hold it; taken exactly as it stands. Upstream: `int32`, `int64` or `uint64`. */
export type IntegerLike = number | bigint;
