package main

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
)

type quantityStep struct {
	Op string `json:"op"`
	B  string `json:"b"`
	N  string `json:"n"`
	S  int32  `json:"s"`
}

type quantityIn struct {
	quantityStep
	A     string          `json:"a"`
	J     json.RawMessage `json:"j"`
	Steps []quantityStep  `json:"steps"`
}

func integer(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func named(err error) error {
	switch err {
	case resource.ErrFormatWrong:
		return errors.New("ErrFormatWrong")
	case resource.ErrNumeric:
		return errors.New("ErrNumeric")
	case resource.ErrSuffix:
		return errors.New("ErrSuffix")
	}
	return err
}

// show gives what can be read from a quantity, apart from its floats; each method sees a copy of its own, because some change the receiver.
func show(q resource.Quantity) string {
	fresh := func() *resource.Quantity {
		c := q.DeepCopy()
		return &c
	}
	number, suffix := fresh().CanonicalizeBytes(nil)
	exact := "-"
	if n, ok := fresh().AsInt64(); ok {
		exact = strconv.FormatInt(n, 10)
	}
	columns := []string{fresh().String(), string(number) + string(suffix), string(q.Format), strconv.Itoa(fresh().Sign()), exact}
	columns = append(columns, strconv.FormatInt(fresh().Value(), 10), strconv.FormatInt(fresh().MilliValue(), 10))
	for _, scale := range []resource.Scale{resource.Nano, resource.Micro, resource.Kilo, resource.Exa} {
		columns = append(columns, strconv.FormatInt(fresh().ScaledValue(scale), 10))
	}
	return strings.Join(columns, " ")
}

func bits(f float64) string {
	return strconv.FormatUint(math.Float64bits(f), 16)
}

// multiply is set where upstream has Mul.
var multiply func(q *resource.Quantity, n int64)

func (step quantityStep) change(q *resource.Quantity) error {
	switch step.Op {
	case "add", "sub":
		y, err := resource.ParseQuantity(step.B)
		if err != nil {
			return named(err)
		}
		if step.Op == "add" {
			q.Add(y)
		} else {
			q.Sub(y)
		}
	case "neg":
		q.Neg()
	case "mul":
		multiply(q, integer(step.N))
	case "roundUp":
		q.RoundUp(resource.Scale(step.S))
	case "withFormat":
		// Add drops the spelling, which assigning a format forgets to.
		canonical := resource.Quantity{Format: q.Format}
		canonical.Add(*q)
		canonical.Format = resource.Format(step.B)
		*q = canonical
	}
	return nil
}

func (in quantityIn) quantity() (q resource.Quantity, err error) {
	switch in.Op {
	case "fromInt64":
		q = *resource.NewQuantity(integer(in.N), resource.Format(in.B))
	case "fromMilli":
		q = *resource.NewMilliQuantity(integer(in.N), resource.Format(in.B))
	case "fromScaled":
		q = *resource.NewScaledQuantity(integer(in.N), resource.Scale(in.S))
		q.Format = resource.Format(in.B)
	case "json":
		return q, named(json.Unmarshal(in.J, &q))
	default:
		if q, err = resource.ParseQuantity(in.A); err != nil {
			return q, named(err)
		}
		err = in.change(&q)
	}
	for _, step := range in.Steps {
		if err == nil {
			err = step.change(&q)
		}
	}
	return q, err
}

// quantityFunction answers with what can be read from the quantity that a question describes.
func quantityFunction(read func(q resource.Quantity) interface{}) func(json.RawMessage) (interface{}, error) {
	return func(raw json.RawMessage) (interface{}, error) {
		var in quantityIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		q, err := in.quantity()
		if err != nil {
			return nil, err
		}
		switch in.Op {
		case "cmp":
			y, err := resource.ParseQuantity(in.B)
			if err != nil {
				return nil, named(err)
			}
			return q.Cmp(y), nil
		case "cmpInt64":
			return q.CmpInt64(integer(in.N)), nil
		case "scaledValue":
			return strconv.FormatInt(q.ScaledValue(resource.Scale(in.S)), 10), nil
		}
		return read(q), nil
	}
}

func init() {
	functions["quantity"] = quantityFunction(func(q resource.Quantity) interface{} { return show(q) })
}
