package world

// options are what New was asked for.
type options struct {
	bulk    int
	hostile bool
	scale   int
	seed    uint64
}

// Option changes the world that New builds.
type Option func(*options)

// WithBulk pads every page with menus, teasers and scripts until it has at least n bytes (before
// compression). Without it pages have between 10 and 40 kB.
func WithBulk(n int) Option { return func(o *options) { o.bulk = n } }

// WithHostile adds the bad input corner: the sites, feeds and pages that Hazards lists.
func WithHostile() Option { return func(o *options) { o.hostile = true } }

// WithScale replaces the built-in articles with n invented ones that are all about the Court and
// no two alike, the same for the same seed, on pages of at least 100 kB unless WithBulk says
// otherwise. Ten thousand is a sensible limit: each costs about 15 kB of memory.
func WithScale(n int, seed uint64) Option {
	return func(o *options) { o.scale, o.seed = n, seed }
}
