import type { Slice } from './slice-request.ts';

const kubelet = 'k8s.io/kubernetes/pkg/kubelet';

const imports: Readonly<Record<string, string>> = {
  [`${kubelet}/cadvisor`]: 'oracle/x/capacity',
  'github.com/google/cadvisor/info/v1': 'oracle/x/machine',
  'github.com/google/cadvisor/lib/model': 'oracle/x/machine',
};

/** What a kubelet leaves to pods: its reservations, the status of its node and what the pods' cgroup is given. */
export function nodeSlices(minor: number): readonly Slice[] {
  const absolute = minor >= 22 ? 'GetNodeAllocatableAbsolute' : 'getNodeAllocatableAbsolute';
  return [
    {
      to: 'reserved',
      from: 'cmd/kubelet/app',
      names: ['parseResourceList'],
      door: 'var Parse = parseResourceList\n',
    },
    {
      to: 'nodecontainer',
      from: 'pkg/kubelet/cm',
      names: [`containerManagerImpl.${absolute}`, 'containerManagerImpl.GetNodeAllocatableReservation'],
      imports,
      given: ['containerManagerImpl'],
      door: containerDoor(absolute),
    },
    { to: 'nodestatus', from: 'pkg/kubelet/nodestatus', names: ['MachineInfo'], imports, door: statusDoor(minor) },
  ];
}

function containerDoor(absolute: string): string {
  return `import "sync"
import v1 "k8s.io/api/core/v1"
import evictionapi "k8s.io/kubernetes/pkg/kubelet/eviction/api"

type nodeConfig struct {
	KubeReserved, SystemReserved v1.ResourceList
	HardEvictionThresholds       []evictionapi.Threshold
}

type containerManagerImpl struct {
	sync.RWMutex
	NodeConfig             nodeConfig
	HardEvictionThresholds []evictionapi.Threshold
	capacity               v1.ResourceList
}

// Reserve tells what is withheld from pods, and what the pods' cgroup is given.
func Reserve(capacity, kubeReserved, systemReserved v1.ResourceList, hard []evictionapi.Threshold) (reservation, absolute v1.ResourceList) {
	cm := &containerManagerImpl{NodeConfig: nodeConfig{kubeReserved, systemReserved, hard}, HardEvictionThresholds: hard, capacity: capacity}
	return cm.GetNodeAllocatableReservation(), cm.${absolute}()
}
`;
}

function statusDoor(minor: number): string {
  const logger = minor >= 37;
  const paths = ['context', ...(logger ? ['k8s.io/klog/v2'] : []), 'oracle/x/machine'].map((path) => `import "${path}"\n`).join('');
  const capacity = logger ? 'klog.Logger, bool' : minor >= 25 ? 'bool' : '';
  const devices = logger ? 'klog.Logger' : '';
  return `${paths}import v1 "k8s.io/api/core/v1"

// Allocatable is the allocatable that a node of this capacity reports.
func Allocatable(capacity, reservation v1.ResourceList, pods int) v1.ResourceList {
	node := &v1.Node{Status: v1.NodeStatus{Capacity: capacity}}
	set := MachineInfo("node", pods, 0,
		func() (*machine.MachineInfo, error) { return &machine.MachineInfo{NumCores: 1}, nil },
		func(${capacity}) v1.ResourceList { return nil },
		func(${devices}) (v1.ResourceList, v1.ResourceList, []string) { return nil, nil, nil },
		func() v1.ResourceList { return reservation },
		func(kind, event, message string) {}${minor >= 37 ? ',\n\t\tfunc() *bool { return nil }' : ''}${minor >= 25 ? ',\n\t\ttrue' : ''},
	)
	${minor >= 26 ? 'err := set(context.Background(), node)' : '_ = context.Background\n\terr := set(node)'}
	if err != nil {
		panic(err)
	}
	return node.Status.Allocatable
}
`;
}
