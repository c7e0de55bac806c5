package main

import api "k8s.io/kubernetes/pkg/apis/core"

// ephemeralClaims are the claims that are made for the pod's generic ephemeral volumes.
func ephemeralClaims(pod *api.Pod) []*api.PersistentVolumeClaim {
	claims := []*api.PersistentVolumeClaim{}
	for _, volume := range pod.Spec.Volumes {
		if volume.Ephemeral != nil && volume.Ephemeral.VolumeClaimTemplate != nil {
			claims = append(claims, &api.PersistentVolumeClaim{Spec: volume.Ephemeral.VolumeClaimTemplate.Spec})
		}
	}
	return claims
}
