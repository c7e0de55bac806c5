import Big, { type BigConstructor } from 'big.js';

/** A constructor of big.js for this package alone: whatever a program sets on the shared one does not reach it, nor the other way round. */
const Decimal = /* @__PURE__ */ ownConstructor();

function ownConstructor(): BigConstructor {
  const own = Big();
  own.DP = 40;
  own.RM = own.roundHalfEven;
  own.strict = false;
  return own;
}

/** The exact decimal `n × 10^exponent`; n may be a text such as `-1.5`. */
export function decimalOf(n: number | bigint | string, exponent: number): Big {
  return new Decimal(`${n}e${exponent}`);
}
