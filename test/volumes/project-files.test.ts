import { describe, expect, it } from 'vitest';
import { firstFreeProjectID, formatProjects, formatProjid, parseProjects, parseProjid } from '../../src/volumes/project-files.ts';

const none = { id: 0, data: '' };

describe('parseProjects', () => {
  it.each([
    ['', []],
    ['\n', [{ ...none, line: '' }]],
    ['1:/a', [{ id: 1, data: '/a', line: '1:/a' }]],
    [
      '1:/a\r\n2:b:c\n',
      [
        { id: 1, data: '/a', line: '1:/a' },
        { id: 2, data: 'b:c', line: '2:b:c' },
      ],
    ],
    ['1:/a\r\r\n', [{ id: 1, data: '/a\r', line: '1:/a\r' }]],
    ['1:\u2028x', [{ id: 1, data: '\u2028x', line: '1:\u2028x' }]],
    ['0001:', [{ id: 1, data: '', line: '0001:' }]],
    ['-1:/a\n 1:/a\n١:/a', ['-1:/a', ' 1:/a', '١:/a'].map((line) => ({ ...none, line }))],
    ['4294967296:/a', [{ id: 0, data: '/a', line: '4294967296:/a' }]],
    ['4294967295:/a', [{ id: -1, data: '/a', line: '4294967295:/a' }]],
    ['9223372036854775808:/a', [{ ...none, line: '9223372036854775808:/a' }]],
  ])('%j', (text, entries) => expect(parseProjects(text)).toEqual(entries));

  it('stops at a line that does not fit 64 KiB with its end', () => {
    const lines = (length: number, end: string): number => parseProjects(`1:/a\n${'x'.repeat(length)}${end}2:/b\n`).length;
    expect([lines(65_534, '\r\n'), lines(65_535, '\n'), lines(65_535, '\r\n'), lines(65_536, '\n')]).toEqual([3, 3, 1, 1]);
    expect(parseProjects('é'.repeat(32_768)).length).toBe(0);
    expect(parseProjects(`${'é'.repeat(32_767)}x`).length).toBe(1);
    expect(parseProjects(`${'𝄞'.repeat(16_383)}€`).length).toBe(1);
    expect(parseProjects('𝄞'.repeat(16_384)).length).toBe(0);
  });
});

describe('parseProjid', () => {
  it.each([
    ['a:1', { id: 1, data: 'a' }],
    [':5:7', { id: 7, data: ':5' }],
    ['#a:1', none],
    ['a#:1', { id: 1, data: 'a#' }],
    ['a:b:1', none],
    [':1', none],
    ['::1', { id: 1, data: ':' }],
    ['a:', none],
    ['a:1 ', none],
    ['😀:1', { id: 1, data: '😀' }],
  ])('%j', (line, entry) => expect(parseProjid(line)).toEqual([{ ...entry, line }]));
});

describe('formatProjects and formatProjid', () => {
  it('write lines as they stood, each with its end', () => {
    const text = '# reserved\n1:/a\n\nx';
    expect(formatProjects(parseProjects(text))).toBe(`${text}\n`);
    expect(formatProjid(parseProjid(text))).toBe(`${text}\n`);
    expect(formatProjid([])).toBe('');
  });
});

describe('firstFreeProjectID', () => {
  const first = 1_048_577;
  it('starts at 1048577', () => expect(firstFreeProjectID([], [], { inUse: [] })).toBe(first));
  it('passes over what either file names, or the filesystem has in use', () => {
    const projects = parseProjects(`${first}:/a`);
    const projid = parseProjid(`volume${first + 1}:${first + 1}`);
    expect(firstFreeProjectID(projects, projid, { inUse: new Set([first + 2]) })).toBe(first + 3);
    expect(firstFreeProjectID(projects, projid, { inUse: (id) => id === first + 2 })).toBe(first + 3);
  });
  it('gives up after 129 ids in use, whatever the files name', () => {
    const projects = Array.from({ length: 1000 }, (_, i) => ({ id: first + i, data: '', line: '' }));
    let asked = 0;
    const count = (id: number): boolean => ++asked > 0 && id < first + 1128;
    expect(firstFreeProjectID(projects, [], { inUse: count })).toBe(first + 1128);
    expect(asked).toBe(129);
    expect(() => firstFreeProjectID(projects, [], { inUse: (id) => id <= first + 1128 })).toThrow(
      expect.objectContaining({ code: 'NoFreeProjectID' }),
    );
  });
});
