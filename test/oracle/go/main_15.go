// Answers requests on standard input: a line {"fn":…,"args":[…]} is answered with a line of as many outcomes.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	_ "k8s.io/kubernetes/pkg/features"
)

type request struct {
	Fn   string            `json:"fn"`
	Args []json.RawMessage `json:"args"`
}

type outcome struct {
	Result interface{} `json:"result,omitempty"`
	Error  string      `json:"error,omitempty"`
	Panic  string      `json:"panic,omitempty"`
}

var functions = map[string]func(json.RawMessage) (interface{}, error){}

var calls int64

func call(fn func(json.RawMessage) (interface{}, error), arg json.RawMessage) (o outcome) {
	defer func() {
		atomic.AddInt64(&calls, 1)
		if r := recover(); r != nil {
			o = outcome{Panic: fmt.Sprint(r)}
		}
	}()
	result, err := fn(arg)
	if err != nil {
		return outcome{Error: err.Error()}
	}
	return outcome{Result: result}
}

// watch ends the process when one call takes longer than ten seconds; the driver then reports a time-out.
func watch() {
	last, since := int64(-1), time.Now()
	for range time.Tick(time.Second) {
		working, _ := busy.Load().(bool)
		if now := atomic.LoadInt64(&calls); now != last || !working {
			last, since = now, time.Now()
		} else if time.Since(since) > 10*time.Second {
			fmt.Fprintln(os.Stderr, "a call took longer than ten seconds")
			os.Exit(3)
		}
	}
}

var busy atomic.Value

func main() {
	if gates := os.Getenv("GATES"); gates != "" {
		if err := utilfeature.DefaultMutableFeatureGate.Set(gates); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	go watch()
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	decoder := json.NewDecoder(in)
	for {
		var r request
		if err := decoder.Decode(&r); err != nil {
			return
		}
		fn := functions[r.Fn]
		outcomes := make([]outcome, len(r.Args))
		busy.Store(true)
		for i, arg := range r.Args {
			if fn == nil {
				outcomes[i] = outcome{Error: "no function " + r.Fn}
				continue
			}
			outcomes[i] = call(fn, arg)
		}
		busy.Store(false)
		if err := encoder.Encode(outcomes); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Flush(); err != nil {
			return
		}
	}
}
