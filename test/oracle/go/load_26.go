package main

import (
	"k8s.io/kubelet/config/v1beta1"
	"oracle/x/kubeletconfig"
	"oracle/x/kubeletdefaults"
	"oracle/x/loadconfig"
	"oracle/x/loadconfigwindows"
)

func setDefaults(file *v1beta1.KubeletConfiguration, _ bool) {
	kubeletdefaults.SetDefaults_KubeletConfiguration(file)
}

func loadConfig(windows bool) (*kubeletconfig.KubeletConfiguration, error) {
	if windows {
		return loadconfigwindows.Load("file")
	}
	return loadconfig.Load("file")
}
