import type { Slice } from './slice-request.ts';

const kubernetes = 'k8s.io/kubernetes/pkg';

/** What the API server makes of limits: LimitRanges, quotas and resizes; and the files of project quotas. */
export function limitsSlices(minor: number): readonly Slice[] {
  const ranges = ['PodMutateLimitFunc', 'PodValidateLimitFunc', 'PersistentVolumeClaimValidateLimitFunc'];
  const published = minor >= 20 ? { module: 'apiserver' } : {};
  const lists = minor >= 20 ? 'k8s.io/apiserver/pkg/quota/v1' : `${kubernetes}/quota/v1`;
  const quotas = minor >= 16 ? 'pkg/volume/util/fsquota' : 'pkg/volume/util/quota';
  const slices: Slice[] = [
    { to: 'limitranger', from: 'plugin/pkg/admission/limitranger', names: ranges },
    { to: 'quotalists', ...published, from: 'pkg/quota/v1', names: ['Add', 'Max', 'ContainsPrefix'] },
    { to: 'quotanames', ...published, from: 'pkg/quota/v1/generic', names: ['ObjectCountQuotaResourceNameFor'] },
    {
      to: 'podquota',
      from: 'pkg/quota/v1/evaluator/core',
      names: ['PodUsageFunc', 'podMatchesScopeFunc'],
      imports: {
        [lists]: 'oracle/x/quotalists',
        [`${lists}/generic`]: 'oracle/x/quotanames',
        [`${kubernetes}/scheduler/util`]: 'oracle/x/devicenames',
      },
      door: quotaDoor(minor >= 23 ? 'k8s.io/utils/clock' : 'k8s.io/apimachinery/pkg/util/clock'),
    },
    {
      to: 'projects',
      from: quotas,
      names: ['parseProject', 'parseProjid', 'parseProjFile', 'addDirToProject', 'writeProjectFile'],
      door: projectsDoor(`k8s.io/kubernetes/${quotas}/common`),
    },
  ];
  if (minor >= 35) slices.push({ to: 'devicenames', from: 'pkg/scheduler/util', names: ['IsDRAExtendedResourceName'] });
  if (minor >= 33)
    slices.push({
      to: 'podstrategy',
      from: 'pkg/registry/core/pod',
      names: ['podResizeStrategy.PrepareForUpdate', 'podResizeStrategy.ValidateUpdate'],
      given: ['podStrategy', 'podResizeStrategy'],
      door: 'type podResizeStrategy struct{}\n\nvar Resize = podResizeStrategy{}\n',
    });
  return slices;
}

const quotaDoor = (clock: string): string => `import (
	"time"

	corev1 "k8s.io/api/core/v1"
	"${clock}"
)

type frozen struct {
	clock.Clock
	now time.Time
}

func (f frozen) Now() time.Time { return f.now }

func Usage(pod *corev1.Pod, now time.Time) (corev1.ResourceList, error) {
	return PodUsageFunc(pod, frozen{now: now})
}

func Matches(selector corev1.ScopedResourceSelectorRequirement, pod *corev1.Pod) (bool, error) {
	return podMatchesScopeFunc(selector, pod)
}
`;

const projectsDoor = (common: string): string => `import (
	"os"

	"${common}"
)

type filesystem struct {
	common.LinuxVolumeQuotaApplier
	used map[common.QuotaID]bool
}

func (f filesystem) QuotaIDIsInUse(id common.QuotaID) (bool, error) { return f.used[id], nil }

// File is one of the two files: its lines as they were read, and its text as it is written back.
type File struct {
	Entries []Entry
	Text    string
}

type Entry struct {
	ID   int64  \`json:"id"\`
	Data string \`json:"data"\`
	Line string \`json:"line"\`
}

func read(text string, parser func(string) projectType) (*os.File, []projectType, []Entry) {
	f, err := os.CreateTemp("", "oracle")
	if err != nil {
		panic(err)
	}
	os.Remove(f.Name())
	f.WriteString(text)
	f.Seek(0, 0)
	list := parseProjFile(f, parser)
	entries := []Entry{}
	for _, p := range list {
		entries = append(entries, Entry{int64(p.id), p.data, p.line})
	}
	return f, list, entries
}

func written(list []projectType) string {
	base, err := os.CreateTemp("", "oracle")
	if err != nil {
		panic(err)
	}
	defer os.Remove(base.Name())
	defer base.Close()
	name, err := writeProjectFile(base, list)
	if err != nil {
		panic(err)
	}
	defer os.Remove(name)
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Add reads both files, adds a directory to a new project and writes them back.
func Add(projects, projid string, used []int64) (File, File, int64, error) {
	fs := filesystem{used: map[common.QuotaID]bool{}}
	for _, id := range used {
		fs.used[common.QuotaID(id)] = true
	}
	dirApplierMap["/new"] = fs
	f1, first, entries := read(projects, parseProject)
	defer f1.Close()
	f2, second, names := read(projid, parseProjid)
	defer f2.Close()
	list := projectsList{first, second}
	id, _, err := addDirToProject("/new", common.BadQuotaID, &list)
	return File{entries, written(list.projects)}, File{names, written(list.projid)}, int64(id), err
}
`;
