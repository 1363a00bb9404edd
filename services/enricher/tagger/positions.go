package tagger

func (r *reading) findPositions() {}
