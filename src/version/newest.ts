/** The newest supported minor, as the number after `1.`; the one place that names it beside the type `Minor`. Internal. */
export const newest = 37;
