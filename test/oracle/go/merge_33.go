package main

import "k8s.io/kubelet/config/v1beta1"

func merges(file *v1beta1.KubeletConfiguration) bool { return *file.MergeDefaultEvictionSettings }
