package quality

// Count holds what was right, wrong and missed.
type Count struct{ Right, Wrong, Missed int }

// Precision is the share of what was said that is right, 1 when nothing was said.
func (c Count) Precision() float64 { return share(c.Right, c.Right+c.Wrong) }

// Recall is the share of what there is that was found, 1 when there is nothing.
func (c Count) Recall() float64 { return share(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Counts are counts by a key, with their sum under "".
type Counts map[string]*Count

func (c Counts) at(key string) *Count {
	if c[key] == nil {
		c[key] = &Count{}
	}
	return c[key]
}

// add counts one judgement under every key and in the sum.
func (c Counts) add(judge func(*Count), keys ...string) {
	for _, key := range append(keys, "") {
		judge(c.at(key))
	}
}

func right(c *Count)  { c.Right++ }
func wrong(c *Count)  { c.Wrong++ }
func missed(c *Count) { c.Missed++ }
