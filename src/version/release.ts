import { gateLookup, type GateLookup, type GateOptions } from './feature-gates.ts';
import { minorOf } from './minors.ts';

/**
 * What the options of a call say of Kubernetes, resolved once at the door of a public function: rules inside are given this and nothing else
 * of the options. Internal.
 */
export interface Release {
  /** The number after `1.`. */
  readonly minor: number;
  /** Whether a feature gate is on. */
  readonly gate: GateLookup;
}

/** The release that the options of a call name; the newest with its defaults when they name none. Internal. */
export function releaseOf(options: GateOptions | null | undefined): Release {
  const minor = minorOf(options);
  return { minor, gate: gateLookup(minor, options?.featureGates) };
}
