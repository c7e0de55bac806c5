export { nearestSupportedMinor, newestMinor, parseKubernetesVersion, preReleaseMinors, supportedMinors } from './minors.ts';
export type { KubernetesVersion, Minor, VersionOptions } from './minors.ts';
export { checkFeatureGates, featureGates } from './feature-gates.ts';
export type { FeatureGatesInput, FeatureGateState, GateOptions } from './feature-gates.ts';
export type { FeatureGate, GateStage } from './gates.ts';
