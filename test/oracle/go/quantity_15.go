package main

import (
	"encoding/json"
	"math"
	"strconv"

	"k8s.io/apimachinery/pkg/api/resource"
)

type quantityIn struct {
	A  string          `json:"a"`
	J  json.RawMessage `json:"j"`
	Op string          `json:"op"`
	B  string          `json:"b"`
	N  string          `json:"n"`
	S  int32           `json:"s"`
}

func integer(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func errorName(err error) string {
	switch err {
	case resource.ErrFormatWrong:
		return "ErrFormatWrong"
	case resource.ErrNumeric:
		return "ErrNumeric"
	case resource.ErrSuffix:
		return "ErrSuffix"
	}
	return err.Error()
}

// show gives everything that can be read from a quantity; each method sees a copy of its own, because some change the receiver.
func show(q resource.Quantity) map[string]interface{} {
	fresh := func() *resource.Quantity {
		c := q.DeepCopy()
		return &c
	}
	canonical, suffix := fresh().CanonicalizeBytes(nil)
	m := map[string]interface{}{
		"text":      fresh().String(),
		"canonical": string(canonical) + string(suffix),
		"format":    string(q.Format),
		"sign":      fresh().Sign(),
		"value":     strconv.FormatInt(fresh().Value(), 10),
		"milli":     strconv.FormatInt(fresh().MilliValue(), 10),
		"nano":      strconv.FormatInt(fresh().ScaledValue(resource.Nano), 10),
		"micro":     strconv.FormatInt(fresh().ScaledValue(resource.Micro), 10),
		"kilo":      strconv.FormatInt(fresh().ScaledValue(resource.Kilo), 10),
		"exa":       strconv.FormatInt(fresh().ScaledValue(resource.Exa), 10),
	}
	if n, ok := fresh().AsInt64(); ok {
		m["int64"] = strconv.FormatInt(n, 10)
	}
	floats(fresh, m)
	return m
}

func bits(f float64) string {
	return strconv.FormatUint(math.Float64bits(f), 16)
}

func init() {
	functions["quantity"] = func(raw json.RawMessage) (interface{}, error) {
		var in quantityIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return nil, err
		}
		var q resource.Quantity
		switch in.Op {
		case "fromInt64":
			q = *resource.NewQuantity(integer(in.N), resource.Format(in.B))
			return show(q), nil
		case "fromMilli":
			q = *resource.NewMilliQuantity(integer(in.N), resource.Format(in.B))
			return show(q), nil
		case "fromScaled":
			q = *resource.NewScaledQuantity(integer(in.N), resource.Scale(in.S))
			q.Format = resource.Format(in.B)
			return show(q), nil
		case "json":
			if err := json.Unmarshal(in.J, &q); err != nil {
				return map[string]string{"error": errorName(err)}, nil
			}
			return show(q), nil
		}
		q, err := resource.ParseQuantity(in.A)
		if err != nil {
			return map[string]string{"error": errorName(err)}, nil
		}
		switch in.Op {
		case "parse":
		case "add", "sub", "cmp", "chain":
			y, err := resource.ParseQuantity(in.B)
			if err != nil {
				return map[string]string{"error": errorName(err)}, nil
			}
			switch in.Op {
			case "add":
				q.Add(y)
			case "sub":
				q.Sub(y)
			case "chain":
				q.Add(y)
				q.Add(y)
				q.Sub(y)
			default:
				return q.Cmp(y), nil
			}
		case "cmpInt64":
			return q.CmpInt64(integer(in.N)), nil
		case "neg":
			q.Neg()
		case "mul":
			multiply(&q, integer(in.N))
		case "roundUp":
			q.RoundUp(resource.Scale(in.S))
		case "withFormat":
			c := q.DeepCopy()
			canonicalOnly := resource.Quantity{Format: c.Format}
			canonicalOnly.Add(c)
			canonicalOnly.Format = resource.Format(in.B)
			q = canonicalOnly
		}
		return show(q), nil
	}
}
