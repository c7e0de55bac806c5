package main

import (
	"encoding/json"

	"k8s.io/kubelet/config/v1beta1"
	"oracle/x/configfiles"
	"oracle/x/eviction"
	"oracle/x/kubeletconfig"
)

// effective is a configuration file with its defaults, of an operating system.
func effective(raw json.RawMessage, windows bool) (*kubeletconfig.KubeletConfiguration, error) {
	file := &v1beta1.KubeletConfiguration{}
	if err := json.Unmarshal(raw, file); err != nil {
		return nil, err
	}
	setDefaults(file, windows)
	configfiles.Current = &kubeletconfig.KubeletConfiguration{
		EnforceNodeAllocatable:       file.EnforceNodeAllocatable,
		EvictionHard:                 file.EvictionHard,
		EvictionSoft:                 file.EvictionSoft,
		EvictionSoftGracePeriod:      file.EvictionSoftGracePeriod,
		EvictionMinimumReclaim:       file.EvictionMinimumReclaim,
		MergeDefaultEvictionSettings: merges(file),
	}
	return loadConfig(windows)
}

func init() {
	functions["eviction.config"] = func(raw json.RawMessage) (interface{}, error) {
		var in struct {
			Config json.RawMessage `json:"config"`
			OS     string          `json:"os"`
		}
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		config, err := effective(in.Config, in.OS == "windows")
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(config)
		if err != nil {
			return nil, err
		}
		thresholds, err := eviction.Doors["parse"](text)
		if err != nil {
			return nil, err
		}
		return map[string]interface{}{"evictionHard": config.EvictionHard, "thresholds": thresholds}, nil
	}
}
