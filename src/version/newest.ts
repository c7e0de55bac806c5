/** The newest minor that is out, and so the default, as the number after `1.`. The day 1.38.0 is out this is 38, and nothing else changes. Internal. */
export const newest = 37;

/** The newest supported minor; it is a pre-release where it is beyond the newest one that is out. Internal. */
export const newestSupported = 38;
