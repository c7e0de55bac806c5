/** The mistakes that `lintPod` finds. Each has a section in `docs/lint.md`. */
export type SizingWarningCode =
  | 'field-malformed'
  | 'field-ignored'
  | 'quantity-malformed'
  | 'quantity-negative'
  | 'memory-in-milli'
  | 'memory-tiny'
  | 'fraction-of-byte'
  | 'cpu-implausible'
  | 'limit-zero'
  | 'resource-unknown'
  | 'extended-resource-fraction'
  | 'hugepages-not-multiple'
  | 'hugepages-alone'
  | 'hugepages-of-several-sizes'
  | 'request-above-limit'
  | 'request-not-limit'
  | 'request-from-limit'
  | 'pod-request-below-containers'
  | 'pod-limit-below-containers'
  | 'overhead-without-class'
  | 'duplicate-container'
  | 'requests-missing'
  | 'guaranteed-lost'
  | 'pod-level-best-effort'
  | 'pod-memory-unlimited'
  | 'total-limit-lost'
  | 'memory-volume-unbounded'
  | 'size-limit-above-memory'
  | 'size-limit-without-effect'
  | 'memory-volumes-above-limit'
  | 'shm-above-limit'
  | 'hugepages-volume-unmountable'
  | 'ephemeral-limit-below-volume'
  | 'ephemeral-limit-open-volume'
  | 'ephemeral-request-zero'
  | 'exceeds-node'
  | 'node-lacks-resource'
  | 'memory-limit-above-node';

/** How bad a mistake is. */
export type SizingSeverity = 'error' | 'warning' | 'info';

/** How bad each mistake is, what is said about it, and what is advised; inputs stand in braces. */
export const lintTexts: Readonly<Record<SizingWarningCode, readonly [SizingSeverity, message: string, advice: string]>> = {
  'field-malformed': ['error', 'The pod cannot be read: {reason}.', 'Correct the field, then look again.'],
  'field-ignored': ['warning', 'Kubernetes 1.{minor} ignores {field}.', 'Remove it, or use {since}.'],
  'quantity-malformed': ['error', 'The {what} cannot be read: {reason}.', 'Write {mended}.'],
  'quantity-negative': ['error', 'The {what} is {amount}, less than 0.', 'Write {mended}.'],
  'memory-in-milli': ['warning', 'The {what} is {amount}, thousandths of a byte.', 'Write {mended}.'],
  'memory-tiny': ['warning', 'The {what} is {amount}, less than 1Mi.', 'Write {mended}.'],
  'fraction-of-byte': ['warning', 'The {what} is {amount}, which is not a whole number of bytes.', 'Write {mended}.'],
  'cpu-implausible': ['warning', 'The {what} is {amount} cores, more than {most}.', 'Write {mended}.'],
  'limit-zero': ['info', 'The {what} is 0, which does not limit anything.', 'Remove it, or write what was meant.'],
  'resource-unknown': ['error', 'The {what} is for a resource that does not exist there.', 'Correct the name, or remove it.'],
  'extended-resource-fraction': ['error', 'The {what} is {amount}, which is not a whole number.', 'Write {mended}.'],
  'hugepages-not-multiple': ['error', 'The {what} is {amount}, which is not a multiple of the page size.', 'Write {mended}.'],
  'hugepages-alone': ['error', 'Hugepages of {owner} need cpu or memory beside them.', 'Request cpu or memory.'],
  'hugepages-of-several-sizes': ['error', 'Containers use {names}; this version takes pages of one size.', 'Use pages of one size.'],
  'request-above-limit': [
    'error',
    'The {what} is {amount}, less than the request of {request}.',
    'Raise it to {mended}, or lower the request.',
  ],
  'request-not-limit': ['error', 'The {what} is {amount}, not equal to the request of {request}.', 'Make them equal.'],
  'request-from-limit': ['info', '{owner} limits {names} and so requests as much.', 'Write the requests.'],
  'pod-request-below-containers': [
    'error',
    'The {what} is {amount}, less than {total}, the requests of its containers.',
    'Raise it to {mended}.',
  ],
  'pod-limit-below-containers': ['error', 'The {what} is {amount}, less than {total}, the limit of {owner}.', 'Raise it to {mended}.'],
  'overhead-without-class': ['error', 'The pod has overhead but no runtimeClassName.', 'Remove it: the RuntimeClass brings it.'],
  'duplicate-container': ['error', 'Two containers have the name {name}.', 'Rename one.'],
  'requests-missing': [
    'warning',
    'The pod is BestEffort, the first to be killed: nothing requests or limits cpu or memory.',
    'Request them.',
  ],
  'guaranteed-lost': [
    'warning',
    'The pod is not Guaranteed, as requests and limits of cpu and memory of {owner} are not equal.',
    'Make them equal.',
  ],
  'pod-level-best-effort': [
    'warning',
    'The pod is BestEffort: only its own resources count, and they name neither cpu nor memory.',
    'Remove spec.resources.',
  ],
  'pod-memory-unlimited': [
    'warning',
    '{owner} has no memory limit, so the pod has none, although its limits add up to {limits}.',
    'Limit its memory.',
  ],
  'total-limit-lost': [
    'info',
    'The {name} limit of the pod disappears with Kubernetes 1.38, because {owner} has none.',
    'Limit the {name} of every container.',
  ],
  'memory-volume-unbounded': [
    'warning',
    'Only the memory of the node bounds {volume}.',
    'Set its sizeLimit, or limit the memory of every container.',
  ],
  'size-limit-above-memory': [
    'warning',
    'The {what} is {amount}, above the memory limit of {limit}: filling it ends in an OOM kill.',
    'Lower it to {mended}, or raise the limit.',
  ],
  'size-limit-without-effect': [
    'warning',
    'The {what} is {amount}, but Kubernetes 1.{minor} mounts half the RAM.',
    'Use Kubernetes 1.22 or later{instead}.',
  ],
  'memory-volumes-above-limit': [
    'warning',
    'The memory-backed volumes together hold {total}, above the memory limit of {limit}.',
    'Lower their sizeLimit, or raise the limit.',
  ],
  'shm-above-limit': [
    'warning',
    '/dev/shm of {owner} holds {size}, above its memory limit of {limit}: filling it ends in an OOM kill.',
    'Set a sizeLimit of {mended}, or raise the limit.',
  ],
  'hugepages-volume-unmountable': ['error', '{volume} cannot be mounted: {reason}.', 'Request hugepages of one size.'],
  'ephemeral-limit-below-volume': [
    'warning',
    'The {what} is {amount}, above the ephemeral-storage limit of {limit}: filling it ends in eviction.',
    'Lower it to {mended}, or raise the limit.',
  ],
  'ephemeral-limit-open-volume': [
    'info',
    '{volume} counts towards the ephemeral-storage limit of {limit} without a sizeLimit of its own.',
    'Set its sizeLimit.',
  ],
  'ephemeral-request-zero': [
    'info',
    'The pod requests no ephemeral-storage, so all it writes exceeds its request of 0 when the disk is full.',
    'Request it.',
  ],
  'exceeds-node': [
    'error',
    'The pod requests {amount} of {name}, more than the {most} of the node.',
    'Request less, or use a larger node.',
  ],
  'node-lacks-resource': ['error', 'The pod requests {amount} of {name}, which the node lacks.', 'Use a node that has it.'],
  'memory-limit-above-node': ['warning', 'The {what} is {amount}, more than the {most} of the node.', 'Lower it, or use a larger node.'],
};
