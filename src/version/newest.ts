/** The newest supported minor, as the number after `1.`; the one place that names it beside the type `Minor`. Internal. */
export const newest = 37;

/** The newest minor of which anything is known: a pre-release, whose rules may still change. Internal. */
export const newestKnown = 38;
