import { oneOf } from '../core/checks.ts';
import { objectAt, objectsAt, textAt } from '../core/pod-fields.ts';
import { invalid, SizingError } from '../errors.ts';

/**
 * A line of `/etc/projects` or `/etc/projid`. `id` is 0 and `data` is empty where the line does not parse.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `projectType`.
 */
export interface ProjectEntry {
  /** The project's id, an int32. */
  readonly id: number;
  /** The directory (`/etc/projects`) or the project's name (`/etc/projid`). */
  readonly data: string;
  /** The line as it stands in the file. */
  readonly line: string;
}

/** Which project ids the filesystem has in use. Upstream asks the filesystem. */
export interface ProjectIDOptions {
  readonly inUse: ((id: number) => boolean) | readonly number[] | ReadonlySet<number>;
}

const projectLine = /^([0-9]+):([^\n]*)$/;
const projidLine = /^([^#][^:]*):([0-9]+)$/;
const longestLine = 65536;
const firstQuota = 1048577;
const mostTries = 129;

/**
 * The entries of `/etc/projects`, lines of the form `id:directory`, as the kubelet reads them.
 *
 * A line that does not parse is kept with id 0 and empty data. Ids are taken as int64 and truncated to int32, so 4294967296 is 0. A
 * carriage return at the end of a line is dropped. A line of 64 KiB or more, with its end, silently ends the reading: upstream loses the
 * rest of the file when it writes it back.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `parseProject` (`pkg/volume/util/quota` in 1.15), every supported minor.
 *
 * @param text the file's content
 * @example
 * parseProjects('1048577:/var/lib/kubelet/pods/a') // => [{ id: 1048577, data: '/var/lib/kubelet/pods/a', line: '1048577:/var/lib/kubelet/pods/a' }]
 * parseProjects('# reserved\n') // => [{ id: 0, data: '', line: '# reserved' }]
 */
export function parseProjects(text: string): readonly ProjectEntry[] {
  return linesOf(textAt(text, 'text')).map((line) => {
    const match = projectLine.exec(line);
    return match === null ? unparsed(line) : entry(match[1], match[2], line);
  });
}

/**
 * The entries of `/etc/projid`, lines of the form `name:id`, as the kubelet reads them.
 *
 * A name begins with anything but `#` and holds no colon but as its first character. Else as {@link parseProjects}.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `parseProjid` (`pkg/volume/util/quota` in 1.15), every supported minor.
 *
 * @param text the file's content
 * @example
 * parseProjid('volume1048577:1048577\n') // => [{ id: 1048577, data: 'volume1048577', line: 'volume1048577:1048577' }]
 * parseProjid(':5:7') // => [{ id: 7, data: ':5', line: ':5:7' }]
 * parseProjid('#name:7') // => [{ id: 0, data: '', line: '#name:7' }]
 */
export function parseProjid(text: string): readonly ProjectEntry[] {
  return linesOf(textAt(text, 'text')).map((line) => {
    const match = projidLine.exec(line);
    return match === null ? unparsed(line) : entry(match[2], match[1], line);
  });
}

/**
 * The text of `/etc/projects` as the kubelet writes it back: each entry's line, ended by a line feed.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `writeProjectFile`, every supported minor.
 *
 * @param entries the entries; a new one has the line `id:directory`
 * @example
 * formatProjects([...parseProjects('1:/a\r\n'), { id: 2, data: '/b', line: '2:/b' }]) // => '1:/a\n2:/b\n'
 */
export function formatProjects(entries: readonly ProjectEntry[]): string {
  return fileOf(entries);
}

/**
 * The text of `/etc/projid` as the kubelet writes it back: each entry's line, ended by a line feed. The kubelet names a project
 * `volume<id>`.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `writeProjectFile`, every supported minor.
 *
 * @param entries the entries; a new one has the line `name:id`
 * @example
 * formatProjid([{ id: 1048577, data: 'volume1048577', line: 'volume1048577:1048577' }]) // => 'volume1048577:1048577\n'
 */
export function formatProjid(entries: readonly ProjectEntry[]): string {
  return fileOf(entries);
}

/**
 * The project id that the kubelet takes for the next volume: the first from 1048577 on that is in neither file and not in use on the
 * filesystem. It gives up after 129 ids that are free in the files and in use.
 *
 * Upstream: `pkg/volume/util/fsquota/project.go`, `findAvailableQuota`, every supported minor.
 *
 * @param projects the entries of `/etc/projects`
 * @param projid the entries of `/etc/projid`
 * @param options which ids the filesystem has in use: a function, a list or a set
 * @throws {SizingError} `NoFreeProjectID` after 129 tries
 * @example
 * firstFreeProjectID(parseProjects('1048577:/a'), parseProjid('other:1048578'), { inUse: [1048579] }) // => 1048580
 * firstFreeProjectID([], [], { inUse: () => true }) // throws NoFreeProjectID
 */
export function firstFreeProjectID(projects: readonly ProjectEntry[], projid: readonly ProjectEntry[], options: ProjectIDOptions): number {
  const inUse = objectAt(options, 'options')?.inUse;
  const used = inUse instanceof Set || Array.isArray(inUse) ? idsOf([...(inUse as Iterable<number>)], 'options.inUse') : undefined;
  if (used === undefined && typeof inUse !== 'function') throw invalid('a function, a list or a set', 'options.inUse', inUse);
  const isInUse = (id: number): boolean =>
    typeof inUse === 'function' ? oneOf(inUse(id), [true, false], `options.inUse(${id})`) : used?.has(id) === true;
  const idsIn = (entries: readonly ProjectEntry[], place: string): ReadonlySet<number> =>
    idsOf(
      objectsAt(entries, place).map(({ id }) => id),
      place,
    );
  const taken = new Set([...idsIn(projects, 'projects'), ...idsIn(projid, 'projid')]);
  let tries = 0;
  for (let id = firstQuota; tries < mostTries; id++) {
    if (taken.has(id)) continue;
    if (!isInUse(id)) return id;
    tries++;
  }
  throw new SizingError('NoFreeProjectID', `the first ${mostTries} project ids that no file names are in use`, { input: firstQuota });
}

function idsOf(ids: readonly number[], place: string): ReadonlySet<number> {
  const index = ids.findIndex((id) => !Number.isInteger(id));
  if (index === -1) return new Set(ids);
  throw invalid('the id of a project', `${place}[${index}]`, ids[index]);
}

function entry(digits: string | undefined, data: string | undefined, line: string): ProjectEntry {
  const id = BigInt(digits ?? '');
  return BigInt.asIntN(64, id) === id ? { id: Number(BigInt.asIntN(32, id)), data: data ?? '', line } : unparsed(line);
}

function fileOf(entries: readonly ProjectEntry[]): string {
  return objectsAt(entries, 'entries')
    .map(({ line }, i) => `${textAt(line, `entries[${i}].line`)}\n`)
    .join('');
}

function unparsed(line: string): ProjectEntry {
  return { id: 0, data: '', line };
}

/** Lines as Go's `bufio.Scanner` gives them: no empty last line, one carriage return dropped, the reading ended by a line that is too long. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const tooLong = lines.findIndex(isTooLong);
  return (tooLong === -1 ? lines : lines.slice(0, tooLong)).map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** Whether a line with its end does not fit the scanner's 64 KiB of UTF-8. */
function isTooLong(line: string): boolean {
  return line.length * 3 >= longestLine && utf8Length(line) >= longestLine;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
