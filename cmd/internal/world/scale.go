package world

func generate(n int, seed uint64) ([]*site, []*Article) { return nil, nil }
