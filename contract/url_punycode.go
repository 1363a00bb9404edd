package contract

import "strings"

// Parameters of the bootstring algorithm for punycode, RFC 3492 section 5.
const (
	punyBase  = 36
	punyTMin  = 1
	punyTMax  = 26
	punySkew  = 38
	punyDamp  = 700
	punyBias0 = 72
	punyN0    = 128
)

// punycode encodes one label of a host name, RFC 3492 section 6.3, without the xn-- before it.
// Labels come from addresses of bounded length, so that the sums cannot overflow an int64.
func punycode(label string) string {
	runes := []rune(label)
	var out strings.Builder
	for _, r := range runes {
		if r < punyN0 {
			out.WriteRune(r)
		}
	}
	basic := out.Len()
	if basic > 0 {
		out.WriteByte('-')
	}
	n, delta, bias := rune(punyN0), int64(0), int64(punyBias0)
	for done := basic; done < len(runes); n++ {
		next := nextRune(runes, n)
		delta += int64(next-n) * int64(done+1)
		n = next
		for _, r := range runes {
			if r < n {
				delta++
			}
			if r == n {
				punyDigits(&out, delta, bias)
				bias = punyAdapt(delta, int64(done+1), done == basic)
				delta = 0
				done++
			}
		}
		delta++
	}
	return out.String()
}

// nextRune returns the smallest rune that is at least n.
func nextRune(runes []rune, n rune) rune {
	next := rune(0x10FFFF)
	for _, r := range runes {
		if r >= n && r < next {
			next = r
		}
	}
	return next
}

// punyDigits writes delta as a variable-length integer.
func punyDigits(out *strings.Builder, delta, bias int64) {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := int64(punyBase); ; k += punyBase {
		t := min(max(k-bias, punyTMin), punyTMax)
		if delta < t {
			out.WriteByte(digits[delta])
			return
		}
		out.WriteByte(digits[t+(delta-t)%(punyBase-t)])
		delta = (delta - t) / (punyBase - t)
	}
}

func punyAdapt(delta, points int64, first bool) int64 {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := int64(0)
	for ; delta > (punyBase-punyTMin)*punyTMax/2; k += punyBase {
		delta /= punyBase - punyTMin
	}
	return k + (punyBase-punyTMin+1)*delta/(delta+punySkew)
}
