/** A package of upstream that is copied whole into the generated module. */
interface Copy {
  readonly to: string;
  readonly from: string;
  /** Which of its files stay behind. */
  readonly leave: string;
  readonly imports: Readonly<Record<string, string>>;
}

/** Files of our own that go into a package of the generated module: each is named after the first minor that it fits. */
interface Added {
  readonly to: string;
  /** Their folder under `go`. */
  readonly folder: string;
  readonly eras: Readonly<Record<string, readonly number[]>>;
}

const kubernetes = 'k8s.io/kubernetes/pkg';

/** What the eviction package imports, replaced by what is sliced from upstream, or by stubs of our own. */
export const evictionImports: Readonly<Record<string, string>> = {
  [`${kubernetes}/kubelet/lifecycle`]: 'oracle/x/lifecycle',
  [`${kubernetes}/kubelet/metrics`]: 'oracle/x/metrics',
  [`${kubernetes}/kubelet/server/stats`]: 'oracle/x/stats',
  [`${kubernetes}/kubelet/types`]: 'oracle/x/ktypes',
  [`${kubernetes}/kubelet/pod`]: 'oracle/x/kubepod',
  [`${kubernetes}/scheduler/api`]: 'oracle/x/schedulerapi',
  [`${kubernetes}/scheduler/util`]: 'oracle/x/schedulerutil',
  [`${kubernetes}/volume/util`]: 'oracle/x/volumeutil',
  'k8s.io/client-go/tools/record': 'oracle/x/record',
};

/** The packages that are copied whole for a minor. */
export function copiesOf(): readonly Copy[] {
  return [{ to: 'eviction', from: 'pkg/kubelet/eviction', leave: '*threshold_notifier*.go', imports: evictionImports }];
}

const shared = { json: [15], summary: [15, 20], observations: [15], observe: [15, 35] };

/** The files of our own for the packages of a minor. */
export function addedOf(minor: number): readonly Added[] {
  const added: Added[] = [
    {
      to: 'eviction',
      folder: 'eviction',
      eras: {
        ...shared,
        quiet: [15, 19],
        notifier: [15],
        thresholds: [15],
        ranking: [15],
        ranks: [15, 29],
        message: [15, 26],
        clock: [15, 23],
        providers: [15, 26],
        kill: [15, 22],
        manager: [15, 16, 21, 25, 28],
        local: [15, 19, 35],
        cycle: [15, 29, 35],
        cycles: [15],
        admit: [15, 37],
        fake: [15],
        speed: [15],
      },
    },
    ...stubs.map((to) => ({ to, folder: 'stubs', eras: { [to]: stubEras[to] ?? [15] } })),
  ];
  if (minor >= 31) added.push({ to: 'evictionwindows', folder: 'eviction', eras: shared });
  return added;
}

/** Small packages of our own that stand in for heavy ones. */
const stubs: readonly string[] = [
  'lifecycle',
  'metrics',
  'record',
  'stats',
  'configfiles',
  'kubeletconfig',
  'filesystem',
  // Types, and facts about the machine that a question about a container tells.
  'cri',
  'cgroups',
  'cgroupfs',
  'cadvisor',
  'kcontainer',
];

const stubEras: Readonly<Record<string, readonly number[]>> = { lifecycle: [15, 37], stats: [15, 20, 26] };

/** The files of a minor: of each name that which begins last before it. */
export function filesOf(eras: Readonly<Record<string, readonly number[]>>, minor: number): readonly string[] {
  return Object.entries(eras).flatMap(([name, starts]) => {
    const fitting = starts.filter((start) => start <= minor);
    return fitting.length === 0 ? [] : [`${name}_${Math.max(...fitting)}.go`];
  });
}
