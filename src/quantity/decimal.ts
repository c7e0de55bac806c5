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

/** The exact decimal `integer × 10^exponent`. */
export function decimalOf(integer: number | bigint, exponent: number): Big {
  return new Decimal(`${integer}e${exponent}`);
}
