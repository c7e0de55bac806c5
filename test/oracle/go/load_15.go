package main

import (
	"k8s.io/kubelet/config/v1beta1"
	"oracle/x/kubeletconfig"
	"oracle/x/kubeletdefaults"
	"oracle/x/kubeletdefaultswindows"
	"oracle/x/loadconfig"
)

func setDefaults(file *v1beta1.KubeletConfiguration, windows bool) {
	if windows {
		kubeletdefaultswindows.SetDefaults_KubeletConfiguration(file)
	} else {
		kubeletdefaults.SetDefaults_KubeletConfiguration(file)
	}
}

func loadConfig(bool) (*kubeletconfig.KubeletConfiguration, error) { return loadconfig.Load("file") }
